// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadRecord;
import org.moviestore.table.LoadReport;

/** Stores that get loads wrong; rule H10. */
final class BrokenLoads {
    private BrokenLoads() {}

    /** A store that loads only some records, and says that it loaded all of them. */
    private abstract static class Choosy extends BrokenStore {
        final LoadReport load(
                DocumentTable broken,
                Iterator<LoadRecord> records,
                LoadListener listener,
                Predicate<LoadRecord> isLoaded) {
            List<LoadRecord> loaded = new ArrayList<>();
            long others = 0;
            while (records.hasNext()) {
                LoadRecord record = records.next();
                if (isLoaded.test(record)) {
                    loaded.add(record);
                } else {
                    others++;
                }
            }
            LoadReport report = super.load(broken, loaded.iterator(), listener);
            return new LoadReport(report.loaded() + others, OptionalLong.empty(), report.refused());
        }
    }

    /** Leaves the first of several items with one key. */
    @ConformsWith(FirstWins.class)
    @CaughtBy({
        "load_ofAKeyThatRepeats_leavesTheLast",
        "load_ofAKeyThatComesAgainMuchLater_leavesTheLast",
        "load_ofOneKeyAlone_leavesTheLast"
    })
    static final class FirstWins extends Choosy {
        @Override
        LoadReport load(DocumentTable broken, Iterator<LoadRecord> records, LoadListener listener) {
            Set<Item> seen = new HashSet<>();
            return load(
                    broken,
                    records,
                    listener,
                    record -> seen.add(record.item().without("take").without("v")));
        }
    }

    /** Forgets what was read last, when there is no next record. */
    @ConformsWith(LastIsLost.class)
    @CaughtBy({
        "load_ofManyItems_storesThemAllAndTellsSo",
        "load_ofItemsThatMayNotBeStored_namesThemAndStoresTheOthers",
        "load_ofTheLargestItems_storesThem"
    })
    static final class LastIsLost extends Choosy {
        @Override
        LoadReport load(DocumentTable broken, Iterator<LoadRecord> records, LoadListener listener) {
            return load(broken, records, listener, record -> records.hasNext());
        }
    }

    /** Leaves items alone that are there. */
    @ConformsWith(OldStays.class)
    @CaughtBy({"load_overItemsThatAreThere_replacesThemWhole", "load_ofKeysOfEachType_storesAndReplaces"})
    static final class OldStays extends Choosy {
        @Override
        LoadReport load(DocumentTable broken, Iterator<LoadRecord> records, LoadListener listener) {
            return load(
                    broken,
                    records,
                    listener,
                    record -> broken.get(broken.schema().keyOf(record.item())).isEmpty());
        }
    }

    /** Refuses in silence. */
    @ConformsWith(Silent.class)
    @CaughtBy("load_ofItemsThatMayNotBeStored_namesThemAndStoresTheOthers")
    static final class Silent extends BrokenStore {
        @Override
        LoadReport load(DocumentTable broken, Iterator<LoadRecord> records, LoadListener listener) {
            return super.load(broken, records, new LoadListener() {
                @Override
                public void refused(String record, String reason) {
                    // is not passed on
                }

                @Override
                public void loaded(long count) {
                    listener.loaded(count);
                }
            });
        }
    }

    /** Takes records that fail for the end of them. */
    @ConformsWith(EndsQuietly.class)
    @CaughtBy("load_whoseRecordsFail_keepsAndTellsWhatWasStored")
    static final class EndsQuietly extends BrokenStore {
        @Override
        LoadReport load(DocumentTable broken, Iterator<LoadRecord> records, LoadListener listener) {
            return super.load(
                    broken,
                    new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            try {
                                return records.hasNext();
                            } catch (IllegalArgumentException e) {
                                return false;
                            }
                        }

                        @Override
                        public LoadRecord next() {
                            return records.next();
                        }
                    },
                    listener);
        }
    }
}
