// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.Optional;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Condition;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.GetResult;
import org.moviestore.table.PageRequest;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.Versions;
import org.moviestore.table.WriteResult;

/** Stores that keep versions in a way of their own, or none; rules J. */
final class BrokenVersions {
    private BrokenVersions() {}

    /** A store that makes its own tables with versions, out of those without. */
    abstract static class Versioning extends BrokenStore {
        @Override
        public final DocumentStore open() {
            return new Store() {
                @Override
                public DocumentTable table(String name, TableOptions options) {
                    return options.versionAttribute()
                            .map(attribute -> versioned(this, table(name), Versions.of(attribute)))
                            .orElseGet(() -> table(name));
                }
            };
        }

        abstract DocumentTable versioned(DocumentStore store, DocumentTable table, Versions versions);
    }

    /** Keeps no versions. */
    @ConformsWith(NoVersions.class)
    @CaughtBy({
        "put_ofAnItemWithoutVersion_storesItAsTheFirstIfNoneIsThere",
        "put_ofANumberThatIsNoVersion_isRefused",
        "write_thatDoesNotSayWhatItExpects_isRefusedAndChangesNothing",
        "read_ofAVersionedTable_showsTheVersionAsAnyAttribute"
    })
    static final class NoVersions extends Versioning {
        @Override
        DocumentTable versioned(DocumentStore store, DocumentTable table, Versions versions) {
            return table;
        }
    }

    /** A store whose writes look at the version, and go on in a way that differs. */
    abstract static class Writing extends Versioning {
        abstract WriteResult put(DocumentTable table, PutRequest request, PutRequest checked);

        abstract WriteResult update(DocumentTable table, UpdateRequest request, UpdateRequest checked);

        abstract WriteResult delete(DocumentTable table, DeleteRequest request, DeleteRequest checked);

        @Override
        DocumentTable versioned(DocumentStore store, DocumentTable table, Versions versions) {
            return new ForwardingTable(store, table) {
                @Override
                public WriteResult put(PutRequest request) {
                    return Writing.this.put(table, request, versions.checked(request));
                }

                @Override
                public WriteResult update(UpdateRequest request) {
                    return Writing.this.update(table, request, versions.checked(request));
                }

                @Override
                public WriteResult delete(DeleteRequest request) {
                    return Writing.this.delete(table, request, versions.checked(request));
                }
            };
        }
    }

    /** Raises versions, and never looks at those that are there. */
    @ConformsWith(Unchecked.class)
    @CaughtBy({
        "put_ofAnotherVersionThanTheStored_failsAndChangesNothing",
        "update_ofAnotherVersionThanExpected_failsAndChangesNothing",
        "delete_ofAnotherVersionThanExpected_failsAndChangesNothing",
        "write_ofAnotherVersion_bringsTheStoredItemIfAsked",
        "write_withAConditionOfItsOwn_needsBothToHold"
    })
    static final class Unchecked extends Writing {
        @Override
        WriteResult put(DocumentTable table, PutRequest request, PutRequest checked) {
            return table.put(ChangedRequests.unconditional(checked));
        }

        @Override
        WriteResult update(DocumentTable table, UpdateRequest request, UpdateRequest checked) {
            return table.update(ChangedRequests.unconditional(checked));
        }

        @Override
        WriteResult delete(DocumentTable table, DeleteRequest request, DeleteRequest checked) {
            return table.delete(ChangedRequests.unconditional(checked));
        }
    }

    /** Looks at versions, and does not raise them. */
    @ConformsWith(Unraised.class)
    @CaughtBy({
        "put_ofAnItemAsItWasRead_storesItWithOneMore",
        "update_ofTheExpectedVersion_changesTheItemAndRaisesIt",
        "update_expectingNoVersion_givesTheFirstToAnItemThatHasNoneOrCreatesIt",
        "put_ofTheSameVersionAtOnce_letsExactlyOneWin",
        "update_ofTheSameVersionAtOnce_letsExactlyOneWin"
    })
    static final class Unraised extends Writing {
        @Override
        WriteResult put(DocumentTable table, PutRequest request, PutRequest checked) {
            return table.put(ChangedRequests.of(checked, request.item()));
        }

        @Override
        WriteResult update(DocumentTable table, UpdateRequest request, UpdateRequest checked) {
            return table.update(ChangedRequests.of(checked, request.update()));
        }

        @Override
        WriteResult delete(DocumentTable table, DeleteRequest request, DeleteRequest checked) {
            return table.delete(checked);
        }
    }

    /** Looks at the version before it writes. */
    @ConformsWith(CheckedBefore.class)
    @CaughtBy({
        "put_ofTheSameVersionAtOnce_letsExactlyOneWin",
        "update_ofTheSameVersionAtOnce_letsExactlyOneWin",
        "delete_ofTheSameVersionAtOnce_letsExactlyOneWin",
        "writers_whoReadAgainWhenTheyLose_loseNothing"
    })
    static final class CheckedBefore extends Writing {
        private final BrokenWriters.Gap gap = new BrokenWriters.Gap();

        private void check(DocumentTable table, Key key, Optional<Condition> condition) {
            Item stored = table.get(key).orElse(Item.EMPTY);
            if (!condition.orElseThrow().holdsOn(stored)) {
                throw new ConditionFailedException(table.schema().tableName(), key);
            }
            gap.meetAnother();
        }

        @Override
        WriteResult put(DocumentTable table, PutRequest request, PutRequest checked) {
            check(table, checked.key(), checked.condition());
            return table.put(ChangedRequests.unconditional(checked));
        }

        @Override
        WriteResult update(DocumentTable table, UpdateRequest request, UpdateRequest checked) {
            check(table, checked.key(), checked.condition());
            return table.update(ChangedRequests.unconditional(checked));
        }

        @Override
        WriteResult delete(DocumentTable table, DeleteRequest request, DeleteRequest checked) {
            check(table, checked.key(), checked.condition());
            return table.delete(ChangedRequests.unconditional(checked));
        }
    }

    /** Takes the request's own condition in place of the version. */
    @ConformsWith(OneCondition.class)
    @CaughtBy("write_withAConditionOfItsOwn_needsBothToHold")
    static final class OneCondition extends Writing {
        @Override
        WriteResult put(DocumentTable table, PutRequest request, PutRequest checked) {
            return table.put(request.condition().isPresent() ? ChangedRequests.of(request, checked.item()) : checked);
        }

        @Override
        WriteResult update(DocumentTable table, UpdateRequest request, UpdateRequest checked) {
            return table.update(
                    request.condition().isPresent() ? ChangedRequests.of(request, checked.update()) : checked);
        }

        @Override
        WriteResult delete(DocumentTable table, DeleteRequest request, DeleteRequest checked) {
            return table.delete(checked);
        }
    }

    /** Carries out writes that expect a version as if they did not, where none is kept. */
    @ConformsWith(Ignored.class)
    @CaughtBy("write_expectingAVersionWhereNoneIsKept_isRefusedAndChangesNothing")
    static final class Ignored extends BrokenStore {
        @Override
        WriteResult update(DocumentTable sound, UpdateRequest request) {
            return request.expectedVersion().isEmpty()
                    ? sound.update(request)
                    : sound.update(UpdateRequest.of(request.schema(), request.key(), request.update()));
        }

        @Override
        WriteResult delete(DocumentTable sound, DeleteRequest request) {
            return request.expectedVersion().isEmpty()
                    ? sound.delete(request)
                    : sound.delete(DeleteRequest.of(request.schema(), request.key()));
        }
    }

    /** Does not show versions. */
    @ConformsWith(Hidden.class)
    @CaughtBy("read_ofAVersionedTable_showsTheVersionAsAnyAttribute")
    static final class Hidden extends Versioning {
        @Override
        DocumentTable versioned(DocumentStore store, DocumentTable table, Versions versions) {
            DocumentTable kept = store.table(table.schema().tableName(), TableOptions.none());
            return new ForwardingTable(store, kept) {
                @Override
                public WriteResult put(PutRequest request) {
                    return kept.put(versions.checked(request));
                }

                @Override
                public GetResult get(GetRequest request) {
                    return GetResult.of(kept.get(request).item().map(item -> item.without(versions.attribute())));
                }
            };
        }
    }

    /** Never looks at the versions that transactions expect, nor at anything else that they ask of items. */
    @ConformsWith(UncheckedTransactions.class)
    @CaughtBy({
        "transactWrite_ofAnotherVersionThanExpected_isCanceledAndChangesNothing",
        "transactWrite_ofTheSameVersionsAtOnce_letsExactlyOneWin"
    })
    static final class UncheckedTransactions extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            return BrokenTransactions.carryOutUnchecked(sound, request);
        }
    }

    /** Stores by transactions the items that puts have, and leaves updates as they are. */
    @ConformsWith(PutsAlone.class)
    @CaughtBy({
        "transactWrite_ofWritesCheckedByHand_checksAndRaisesEachVersion",
        "transactWrite_ofTheSameVersionsAtOnce_letsExactlyOneWin"
    })
    static final class PutsAlone extends BrokenStore {
        @Override
        TransactWriteResult transactWrite(DocumentStore sound, TransactWriteRequest request) {
            return BrokenTransactions.carryOut(
                    sound,
                    request.actions().stream()
                            .filter(action -> !(action instanceof UpdateRequest))
                            .toList());
        }
    }

    /** Counts in tables with versions those items alone that have one. */
    @ConformsWith(CountingVersions.class)
    @CaughtBy("count_ofAVersionedTable_isThatOfItsItems")
    static final class CountingVersions extends Versioning {
        @Override
        DocumentTable versioned(DocumentStore store, DocumentTable table, Versions versions) {
            DocumentTable kept = store.table(table.schema().tableName(), TableOptions.none());
            return new ForwardingTable(store, kept) {
                @Override
                public WriteResult put(PutRequest request) {
                    return kept.put(versions.checked(request));
                }

                @Override
                public long count(PageRequest request) {
                    return kept.stream(request)
                            .filter(item -> item.has(versions.attribute()))
                            .count();
                }
            };
        }
    }
}
