// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests that every adapter passes, grouped by the areas of docs/contract.md. An adapter extends this class with an
 * empty one that names its harness; see {@link ConformsWith}.
 */
@ExtendWith(ConformanceExtension.class)
public abstract class DocumentTableConformance {
    /** Has nothing to set up: the harness of {@link ConformsWith} is started before the first test. */
    protected DocumentTableConformance() {}

    @Nested
    class Tables extends TableTests {}

    @Nested
    class Requests extends RequestTests {}

    @Nested
    class Features extends FeatureTests {}

    @Nested
    class Numbers extends NumberTests {}

    @Nested
    class Values extends ValueTests {}

    @Nested
    class Texts extends TextTests {}

    @Nested
    class Limits extends LimitTests {}

    @Nested
    class Keys extends KeyTests {}

    @Nested
    class Orders extends OrderTests {}

    @Nested
    class Comparisons extends ComparisonTests {}

    @Nested
    class Ranges extends RangeTests {}

    @Nested
    class Functions extends FunctionTests {}

    @Nested
    class Syntax extends SyntaxTests {}

    @Nested
    class Updates extends UpdateTests {}

    @Nested
    class UpdateActions extends UpdateActionTests {}

    @Nested
    class Additions extends AdditionTests {}

    @Nested
    class ReturnedValues extends ReturnValueTests {}

    @Nested
    class Queries extends QueryTests {}

    @Nested
    class Scans extends ScanTests {}

    @Nested
    class Projections extends ProjectionTests {}

    @Nested
    class Paging extends PagingTests {}

    @Nested
    class PageWalks extends PageWalkTests {}

    @Nested
    class Races extends RaceTests {}

    @Nested
    class Indexes extends IndexTests {}

    @Nested
    class IndexKeys extends IndexKeyTests {}

    @Nested
    class IndexOrders extends IndexOrderTests {}

    @Nested
    class IndexPaging extends IndexPagingTests {}

    @Nested
    class IndexPositions extends IndexPositionTests {}

    @Nested
    class IndexProjections extends IndexProjectionTests {}

    @Nested
    class IndexWrites extends IndexWriteTests {}

    @Nested
    class IndexScans extends IndexScanTests {}

    @Nested
    class IndexDeclarations extends IndexDeclarationTests {}

    @Nested
    class IndexRequests extends IndexRequestTests {}

    @Nested
    class IndexBatches extends IndexBatchTests {}

    @Nested
    class IndexTransactions extends IndexTransactionTests {}

    @Nested
    class IndexRaces extends IndexRaceTests {}

    @Nested
    class TableChanges extends TableChangeTests {}

    @Nested
    class ChangedTables extends ChangedTableTests {}

    @Nested
    class Segments extends SegmentTests {}

    @Nested
    class Exports extends ExportTests {}

    @Nested
    class FilterIndexes extends FilterIndexTests {}

    @Nested
    class Counts extends CountTests {}

    @Nested
    class Explanations extends ExplainTests {}

    @Nested
    class FullScans extends FullScanTests {}

    @Nested
    class Transactions extends TransactionTests {}

    @Nested
    class TransactionLimits extends TransactionLimitTests {}

    @Nested
    class TransactionRequests extends TransactionRequestTests {}

    @Nested
    class Cancellations extends CancellationTests {}

    @Nested
    class ClientTokens extends ClientTokenTests {}

    @Nested
    class TransactionReads extends TransactionReadTests {}

    @Nested
    class TransactionRaces extends TransactionRaceTests {}

    @Nested
    class BatchGets extends BatchGetTests {}

    @Nested
    class BatchWrites extends BatchWriteTests {}

    @Nested
    class Loads extends LoadTests {}

    @Nested
    class VersionedWrites extends VersionTests {}

    @Nested
    class VersionUses extends VersionUseTests {}

    @Nested
    class VersionTransactions extends VersionTransactionTests {}

    @Nested
    class VersionRaces extends VersionRaceTests {}
}
