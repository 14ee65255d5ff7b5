// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.LinkedHashSet;
import java.util.Set;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.remote.protocol.ReplyError;

/**
 * A request whose failure tells what table and item it is about, and makes the server forget tables that are gone, or
 * may be other than what was remembered.
 *
 * @param work the request
 * @param tables what is remembered
 */
record ReportingWork(Work work, ServedTables tables) implements Work {
    @Override
    public Touched touched() {
        return work.touched();
    }

    @Override
    public boolean isWrite() {
        return work.isWrite();
    }

    @Override
    public boolean readsMany() {
        return work.readsMany();
    }

    @Override
    public boolean run(Replies replies) {
        try {
            return work.run(replies);
        } catch (StoreException e) {
            Touched touched = touched();
            Set<String> names = namesOf(touched);
            if (e instanceof TableNotFoundException missing) {
                tables.forget(missing.tableName());
            } else if (e instanceof RequestRejectedException rejected
                    && rejected.code().isEmpty()) {
                // With a code a refusal is about what was to be stored, and not about its table.
                names.forEach(tables::doubt);
            }
            throw new FailedRequestException(error(e, touched, names), e);
        }
    }

    private static Set<String> namesOf(Touched touched) {
        Set<String> names = new LinkedHashSet<>(touched.tables().keySet());
        touched.items().keySet().forEach(item -> names.add(item.table()));
        return names;
    }

    private static ReplyError error(StoreException e, Touched touched, Set<String> names) {
        ReplyError error = ReplyError.of(e);
        if (touched.items().size() == 1) {
            Touched.ItemName item = touched.items().keySet().iterator().next();
            return error.about(item.table(), item.key());
        }
        return names.size() == 1 ? error.about(names.iterator().next()) : error;
    }
}
