// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.BatchGetRequest;
import org.moviestore.table.BatchGetResult;
import org.moviestore.table.BatchWriteRequest;
import org.moviestore.table.BatchWriteResult;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.UpdateRequest;
import org.moviestore.table.WriteResult;

/** Tables that get batches or versions wrong, and the suite over stores of them. */
final class BrokenBatches {
    private BrokenBatches() {}

    /** Forgets the keys that a call left unprocessed. */
    static final class LostKeys extends ForwardingTable {
        private static final int PROCESSED = 20;

        LostKeys(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        private static List<Key> first(List<Key> keys) {
            return keys.subList(0, Math.min(PROCESSED, keys.size()));
        }

        @Override
        public BatchGetResult batchGet(BatchGetRequest request) {
            store().batchLimits().check(request);
            return super.batchGet(request.only(first(request.keys())));
        }

        @Override
        public BatchWriteResult batchWrite(BatchWriteRequest request) {
            store().batchLimits().check(request);
            return super.batchWrite(request.only(first(request.keys())));
        }
    }

    /** Takes what a call returns for the items of the keys in their order. */
    static final class ByPosition extends ForwardingTable {
        ByPosition(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public BatchGetResult batchGet(BatchGetRequest request) {
            Map<Key, Item> items = new LinkedHashMap<>();
            for (Item item : super.batchGet(request).items().values()) {
                items.put(request.keys().get(items.size()), item);
            }
            return BatchGetResult.of(items, List.of());
        }
    }

    /** Carries out writes that expect a version as if they did not. */
    static final class UncheckedVersions extends ForwardingTable {
        UncheckedVersions(DocumentStore store, DocumentTable sound) {
            super(store, sound);
        }

        @Override
        public WriteResult update(UpdateRequest request) {
            return request.expectedVersion().isEmpty()
                    ? super.update(request)
                    : super.update(UpdateRequest.of(request.schema(), request.key(), request.update()));
        }

        @Override
        public WriteResult delete(DeleteRequest request) {
            return request.expectedVersion().isEmpty()
                    ? super.delete(request)
                    : super.delete(DeleteRequest.of(request.schema(), request.key()));
        }
    }

    static final class LostKeysHarness extends BrokenSuites.Harness {
        LostKeysHarness() {
            super(LostKeys::new);
        }
    }

    @ConformsWith(LostKeysHarness.class)
    static final class LostKeysSuite extends DocumentTableConformance {}

    static final class ByPositionHarness extends BrokenSuites.Harness {
        ByPositionHarness() {
            super(ByPosition::new);
        }
    }

    @ConformsWith(ByPositionHarness.class)
    static final class ByPositionSuite extends DocumentTableConformance {}

    static final class UncheckedVersionsHarness extends BrokenSuites.Harness {
        UncheckedVersionsHarness() {
            super(UncheckedVersions::new);
        }
    }

    @ConformsWith(UncheckedVersionsHarness.class)
    static final class UncheckedVersionsSuite extends DocumentTableConformance {}
}
