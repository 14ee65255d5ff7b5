// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.moviestore.item.Item;
import org.moviestore.item.Key;

/** A table of whose batches a fault says which keys they leave, or what they throw; each key consumes one unit. */
final class FaultyTable implements DocumentTable {
    private final DocumentTable sound;
    private final Fault fault;
    private final AtomicInteger calls = new AtomicInteger();

    interface Fault {
        /** Returns the keys that a call leaves unprocessed, given its number from 1, or throws what it fails by. */
        Collection<Key> on(int call, List<Key> keys);
    }

    FaultyTable(DocumentTable sound, Fault fault) {
        this.sound = sound;
        this.fault = fault;
    }

    /** Returns how many batches were called. */
    int calls() {
        return calls.get();
    }

    @Override
    public BatchGetResult batchGet(BatchGetRequest request) {
        List<Key> left = List.copyOf(fault.on(calls.incrementAndGet(), request.keys()));
        List<Key> read =
                request.keys().stream().filter(key -> !left.contains(key)).toList();
        Map<Key, Item> items =
                read.isEmpty() ? Map.of() : sound.batchGet(request.only(read)).items();
        return new BatchGetResult(items, left, OptionalDouble.of(read.size()));
    }

    @Override
    public BatchWriteResult batchWrite(BatchWriteRequest request) {
        List<Key> left = List.copyOf(fault.on(calls.incrementAndGet(), request.keys()));
        List<Key> written =
                request.keys().stream().filter(key -> !left.contains(key)).toList();
        if (!written.isEmpty()) {
            sound.batchWrite(request.only(written));
        }
        return new BatchWriteResult(left, OptionalDouble.of(written.size()));
    }

    @Override
    public DocumentStore store() {
        return sound.store();
    }

    @Override
    public TableSchema schema() {
        return sound.schema();
    }

    @Override
    public GetResult get(GetRequest request) {
        return sound.get(request);
    }

    @Override
    public WriteResult put(PutRequest request) {
        return sound.put(request);
    }

    @Override
    public WriteResult update(UpdateRequest request) {
        return sound.update(request);
    }

    @Override
    public WriteResult delete(DeleteRequest request) {
        return sound.delete(request);
    }

    @Override
    public Page<Item> query(QueryRequest request) {
        return sound.query(request);
    }

    @Override
    public Page<Item> scan(ScanRequest request) {
        return sound.scan(request);
    }
}
