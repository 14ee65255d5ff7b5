// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.Page;
import org.moviestore.table.PutRequest;
import org.moviestore.table.QueryRequest;
import org.moviestore.table.ScanRequest;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.WriteResult;

/** Stores that declare or change tables otherwise than they are asked to; rules I3, I7 and T10. */
final class BrokenChanges {
    private BrokenChanges() {}

    /** Does not show the items that were there before an index was added, until they are put again. */
    @ConformsWith(NoItemsFromBefore.class)
    @CaughtBy({
        "updateTable_addingAnIndex_showsTheItemsThatAreThere",
        "updateTable_addingADroppedIndexAgain_showsTheItemsByItsNewKey"
    })
    static final class NoItemsFromBefore extends BrokenStore {
        private final Set<Key> before = ConcurrentHashMap.newKeySet();

        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public DocumentTable updateTable(String name, TableChange change) {
                    DocumentTable table = super.updateTable(name, change);
                    table.stream(ScanRequest.of(table.schema()))
                            .forEach(item -> before.add(table.schema().keyOf(item)));
                    return table;
                }
            };
        }

        @Override
        WriteResult put(DocumentTable sound, PutRequest request) {
            before.remove(request.key());
            return sound.put(request);
        }

        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            Page<Item> page = sound.query(request);
            return request.index().isEmpty()
                    ? page
                    : new Page<>(
                            page.items().stream()
                                    .filter(item ->
                                            !before.contains(sound.schema().keyOf(item)))
                                    .toList(),
                            page.last(),
                            page.evaluated(),
                            page.consumedCapacity());
        }
    }

    /** Describes tables without their indexes. */
    @ConformsWith(UndescribedIndexes.class)
    @CaughtBy({
        "createTable_with20GlobalAnd5LocalIndexes_isDescribedAsAskedAndHasThemAll",
        "createTable_withAnIndexNameOfAnotherTable_keepsThemApart",
        "describeTable_comparedWithADeclaration_saysEachDifference",
        "updateTable_addingAnIndex_showsTheItemsThatAreThere"
    })
    static final class UndescribedIndexes extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public TableDescription describeTable(String name) {
                    TableSchema schema = super.describeTable(name).schema();
                    return TableDescription.active(
                            new TableSchema(name, schema.keyAttributes(), List.of(), schema.throughput()));
                }
            };
        }
    }

    /** Leaves a table's throughput as it is. */
    @ConformsWith(FixedThroughput.class)
    @CaughtBy("updateTable_settingTheThroughput_isDescribedAndLeavesTheRest")
    static final class FixedThroughput extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public DocumentTable updateTable(String name, TableChange change) {
                    return change instanceof TableChange.SetThroughput ? table(name) : super.updateTable(name, change);
                }
            };
        }
    }

    /** Finds nothing by an index that was dropped. */
    @ConformsWith(EmptyWhenDropped.class)
    @CaughtBy("read_byADroppedIndex_isRejectedByTheStore")
    static final class EmptyWhenDropped extends BrokenStore {
        @Override
        Page<Item> query(DocumentTable sound, QueryRequest request) {
            try {
                return sound.query(request);
            } catch (RequestRejectedException e) {
                return BrokenPages.last(List.of());
            }
        }
    }

    /** Says that a change is done that cannot be. */
    @ConformsWith(SilentChanges.class)
    @CaughtBy("updateTable_withAChangeThatCannotBe_isRefusedAndChangesNothing")
    static final class SilentChanges extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public DocumentTable updateTable(String name, TableChange change) {
                    try {
                        return super.updateTable(name, change);
                    } catch (InvalidRequestException e) {
                        return table(name);
                    }
                }
            };
        }
    }

    /** Refuses what was made of a schema with an index that the table has no more. */
    @ConformsWith(StrictOnIndexes.class)
    @CaughtBy({
        "operation_ofATableThatKnowsADroppedIndex_isCarriedOut",
        "transaction_ofActionsThatKnowDifferentIndexes_isCarriedOutInAnyOrder",
        "transactWrite_ofActionsFromBeforeAChange_obeysTheIndexesOfNow"
    })
    static final class StrictOnIndexes extends BrokenStore {
        private static void check(DocumentStore store, TableSchema made) {
            store.describeTable(made.tableName()).schema().checkMadeFor(made);
        }

        @Override
        WriteResult put(DocumentTable sound, PutRequest request) {
            check(sound.store(), request.schema());
            return sound.put(request);
        }

        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            request.actions().forEach(action -> check(sound, action.schema()));
            return sound.transactWrite(request);
        }
    }
}
