// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableSchema;
import org.moviestore.table.WriteResult;

/** Stores that get their tables wrong, or take requests that are not for them; rules T. */
final class BrokenCatalogs {
    private BrokenCatalogs() {}

    /** Takes a table that is there for the one that is to be created. */
    @ConformsWith(CreatedAnyway.class)
    @CaughtBy("createTable_ofATakenName_isRefusedAndTheTableStays")
    static final class CreatedAnyway extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public DocumentTable createTable(TableSchema schema) {
                    return listTables().contains(schema.tableName())
                            ? table(schema.tableName())
                            : super.createTable(schema);
                }
            };
        }
    }

    /** Says that a table is there by a name that it has within the backend. */
    @ConformsWith(InnerNames.class)
    @CaughtBy("createTable_ofATakenName_isRefusedAndTheTableStays")
    static final class InnerNames extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public DocumentTable createTable(TableSchema schema) {
                    try {
                        return super.createTable(schema);
                    } catch (TableExistsException e) {
                        throw new TableExistsException("public." + e.tableName());
                    }
                }
            };
        }
    }

    /** Forgets throughput. */
    @ConformsWith(OnDemandOnly.class)
    @CaughtBy("createTable_provisioned_isDescribedAsAsked")
    static final class OnDemandOnly extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public TableDescription describeTable(String name) {
                    TableSchema schema = super.describeTable(name).schema();
                    TableSchema.Builder described = TableSchema.builder(name)
                            .partitionKey(
                                    schema.partitionKey().name(),
                                    schema.partitionKey().type());
                    schema.sortKey().ifPresent(key -> described.sortKey(key.name(), key.type()));
                    return TableDescription.active(described.build());
                }
            };
        }
    }

    /** Lists tables from the last name to the first. */
    @ConformsWith(DescendingListing.class)
    @CaughtBy("listTables_ofSeveral_areInOrderOfTheirBytes")
    static final class DescendingListing extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public List<String> listTables() {
                    return super.listTables().stream()
                            .sorted(Comparator.reverseOrder())
                            .toList();
                }
            };
        }
    }

    /** Drops what is there, and says nothing where nothing is. */
    @ConformsWith(DropIfExists.class)
    @CaughtBy("storeOperation_onAMissingTable_saysThatThereIsNone")
    static final class DropIfExists extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public void dropTable(String name) {
                    TableSchema.checkTableName(name);
                    if (listTables().contains(name)) {
                        super.dropTable(name);
                    }
                }
            };
        }
    }

    /** Keeps a table that was dropped. */
    @ConformsWith(KeptTables.class)
    @CaughtBy("dropTable_whenItReturns_theTableIsGone")
    static final class KeptTables extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public void dropTable(String name) {
                    describeTable(name);
                }
            };
        }
    }

    /** Remembers the first table of a name. */
    @ConformsWith(RememberedTables.class)
    @CaughtBy("createTable_ofADroppedName_makesAnEmptyTableOfItsOwn")
    static final class RememberedTables extends BrokenStore {
        private final Map<String, TableDescription> first = new ConcurrentHashMap<>();

        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public DocumentTable createTable(TableSchema schema) {
                    first.putIfAbsent(schema.tableName(), TableDescription.active(schema));
                    return super.createTable(schema);
                }

                @Override
                public TableDescription describeTable(String name) {
                    return Objects.requireNonNullElseGet(first.get(name), () -> super.describeTable(name));
                }
            };
        }
    }

    /** Can be used when it is closed. */
    @ConformsWith(NeverClosed.class)
    @CaughtBy("operation_onAClosedStore_isRefused")
    static final class NeverClosed extends BrokenStore {
        @Override
        public DocumentStore open() {
            return new ForwardingStore(Table::new) {
                @Override
                public void close() {
                    listTables();
                }
            };
        }
    }

    /** Carries out a request without looking at what it was made for, and what it asks for. */
    @ConformsWith(UncheckedRequests.class)
    @CaughtBy({
        "operation_withARequestOfAnotherTable_isRefusedAndChangesNothing",
        "operation_withARequestOfAnotherKey_isRefused",
        "everyOperation_askedForConsumedCapacityThatIsLacking_isRefusedAndChangesNothing"
    })
    static final class UncheckedRequests extends BrokenStore {
        @Override
        WriteResult put(DocumentTable sound, PutRequest request) {
            sound.put(request.item());
            return WriteResult.of(Optional.empty());
        }
    }

    /** Finds nothing where there is no table any more, or no request. */
    @ConformsWith(NothingFound.class)
    @CaughtBy({"operation_onADroppedTable_saysThatThereIsNone", "tableOperation_withNull_namesTheArgument"})
    static final class NothingFound extends BrokenStore {
        @Override
        GetResult get(DocumentTable sound, GetRequest request) {
            try {
                return sound.get(request);
            } catch (TableNotFoundException | NullPointerException e) {
                return GetResult.of(Optional.empty());
            }
        }
    }
}
