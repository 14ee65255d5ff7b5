// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.Optional;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PageRequest;
import org.moviestore.table.QueryPlan;
import org.moviestore.table.QueryPlan.Access;
import org.moviestore.table.QueryPlan.FilteredBy;

/** Stores that say of their reads what is not so, or let through what they were told to refuse; rules G13 and T11. */
final class BrokenPlans {
    private BrokenPlans() {}

    private static QueryPlan with(QueryPlan plan, Access access, Optional<String> index) {
        return new QueryPlan(access, index, plan.filteredBy(), plan.backendPlan(), plan.estimatedCapacity());
    }

    /** Claims that it looks up by key what it scans for. */
    @ConformsWith(ClaimedLookups.class)
    @CaughtBy({
        "explain_ofAScan_saysThatItReadsTheWholeTable",
        "explain_ofAScanOfAnIndex_saysThatItReadsThatIndexAsAWhole",
        "explain_whereFullScansAreRefused_isAnswered"
    })
    static final class ClaimedLookups extends BrokenStore {
        @Override
        QueryPlan explain(DocumentTable sound, PageRequest request) {
            QueryPlan plan = sound.explain(request);
            return with(plan, plan.index().isPresent() ? Access.INDEX_PARTITION : Access.PARTITION, plan.index());
        }
    }

    /** Claims that it scans, whatever it does. */
    @ConformsWith(ClaimedScans.class)
    @CaughtBy({
        "explain_ofAQuery_saysThatItReadsAPartitionOfTheTable",
        "explain_ofAQueryByAnIndex_saysThatItReadsAPartitionOfThatIndex"
    })
    static final class ClaimedScans extends BrokenStore {
        @Override
        QueryPlan explain(DocumentTable sound, PageRequest request) {
            QueryPlan plan = sound.explain(request);
            return with(plan, plan.index().isPresent() ? Access.INDEX_SCAN : Access.TABLE_SCAN, plan.index());
        }
    }

    /** Says nothing of indexes. */
    @ConformsWith(UnnamedIndexes.class)
    @CaughtBy({
        "explain_ofAQueryByAnIndex_saysThatItReadsAPartitionOfThatIndex",
        "explain_ofAScanOfAnIndex_saysThatItReadsThatIndexAsAWhole"
    })
    static final class UnnamedIndexes extends BrokenStore {
        @Override
        QueryPlan explain(DocumentTable sound, PageRequest request) {
            QueryPlan plan = sound.explain(request);
            return with(plan, plan.access().isFullScan() ? Access.TABLE_SCAN : Access.PARTITION, Optional.empty());
        }
    }

    /** Says nothing of filters. */
    @ConformsWith(UnnamedFilters.class)
    @CaughtBy("explain_withAFilter_saysWhoEvaluatesIt")
    static final class UnnamedFilters extends BrokenStore {
        @Override
        QueryPlan explain(DocumentTable sound, PageRequest request) {
            QueryPlan plan = sound.explain(request);
            return new QueryPlan(
                    plan.access(), plan.index(), Optional.empty(), plan.backendPlan(), plan.estimatedCapacity());
        }
    }

    /** Filters also what has no filter. */
    @ConformsWith(FilteredAnyway.class)
    @CaughtBy("explain_withoutAFilter_saysThatNobodyFilters")
    static final class FilteredAnyway extends BrokenStore {
        @Override
        QueryPlan explain(DocumentTable sound, PageRequest request) {
            QueryPlan plan = sound.explain(request);
            return new QueryPlan(
                    plan.access(),
                    plan.index(),
                    Optional.of(FilteredBy.LIBRARY),
                    plan.backendPlan(),
                    plan.estimatedCapacity());
        }
    }

    /** Explains a request without looking at what it was made for, what it asks for, and whether there is a table. */
    @ConformsWith(UncheckedPlans.class)
    @CaughtBy({
        "operation_withARequestOfAnotherTable_isRefusedAndChangesNothing",
        "operation_onADroppedTable_saysThatThereIsNone",
        "operation_onAClosedStore_isRefused",
        "read_byADroppedIndex_isRejectedByTheStore",
        "explain_ofARequestForConsumedCapacityThatIsLacking_isRefused"
    })
    static final class UncheckedPlans extends BrokenStore {
        @Override
        QueryPlan explain(DocumentTable sound, PageRequest request) {
            return QueryPlan.of(request, FilteredBy.LIBRARY);
        }
    }

    /** Takes the wish that full scans be refused, and scans. */
    @ConformsWith(UnheardWish.class)
    @CaughtBy({
        "scan_whereFullScansAreRefused_isRefusedInAnyForm",
        "scan_whereFullScansAreRefused_isRefusedHoweverTheTableWasGot"
    })
    static final class UnheardWish extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new Store() {
                @Override
                public DocumentStore withoutFullScans() {
                    return this;
                }
            };
        }
    }
}
