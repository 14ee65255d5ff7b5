// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.remote.protocol.Fields;
import org.moviestore.remote.protocol.RequestReader;
import org.moviestore.table.DocumentStore;

/**
 * What requests mean to a store: those of people are about its movies, those of programs all that it can do.
 * Thread-safe.
 */
public final class StoreRequests implements RequestHandler {
    private static final String TRANSACTION = "transactWrite";

    /** How a request is wrong that may fit the table as it is now, if this is not what is remembered. */
    private static final Set<ErrorCode> OF_SCHEMA = Collections.unmodifiableSet(EnumSet.of(
            ErrorCode.KEY_MISSING,
            ErrorCode.KEY_EXTRA,
            ErrorCode.KEY_TYPE,
            ErrorCode.KEY_EMPTY,
            ErrorCode.KEY_LENGTH,
            ErrorCode.KEY_PATH,
            ErrorCode.KEY_UPDATE,
            ErrorCode.KEY_CONDITION,
            ErrorCode.QUERY_FILTER_KEY,
            ErrorCode.PAGE_TOKEN,
            ErrorCode.INDEX_UNKNOWN,
            ErrorCode.INDEX_PROJECTION,
            ErrorCode.INDEX_CONSISTENCY));

    private final About about;
    private final ServedTables served;
    private final ReplySize replySize;
    private final MovieRequests movies;
    private final Set<String> operations;

    /**
     * Offers a store.
     *
     * @param about what the server says of it; movies are in the table that this names, unless a request names another
     * @param maxReplyBytes the longest line of a reply; what may be given in parts is, where it would be longer
     */
    public StoreRequests(DocumentStore store, About about, int maxReplyBytes) {
        this(store, about, maxReplyBytes, System::nanoTime);
    }

    /** @param nanoClock by which a table is not asked for too often */
    StoreRequests(DocumentStore store, About about, int maxReplyBytes, LongSupplier nanoClock) {
        this.about = Objects.requireNonNull(about, "about");
        this.served = new ServedTables(store, nanoClock);
        this.replySize = new ReplySize(maxReplyBytes);
        this.movies = new MovieRequests(served, about.table(), replySize);
        Set<String> all = new HashSet<>(movies.operations());
        all.addAll(RequestReader.operations());
        this.operations = Set.copyOf(all);
    }

    @Override
    public Set<String> operations() {
        return operations;
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public Work understand(Fields request) {
        String operation = request.text("op");
        return movies.operations().contains(operation)
                ? new ReportingWork(movies.understand(operation, request), served)
                : call(operation, request);
    }

    private Work call(String operation, Fields request) {
        NamedTables named = new NamedTables(served, operation.equals(TRANSACTION));
        try {
            Work work = RequestReader.read(operation, request, named)
                    .accept(new StoreCalls(served, named, replySize, request.id()));
            return new ReportingWork(work, served);
        } catch (UnknownTableException e) {
            return new Lookup(() -> served.lookUp(e.table()));
        } catch (InvalidRequestException | RequestRejectedException e) {
            if (!isOfSchema(e) || !named.mayBeOutdated()) {
                throw e;
            }
            return new Lookup(() -> checkOutdated(named, e));
        }
    }

    /** A request that does not fit is to be read again only if its tables are other than it was made for. */
    private static void checkOutdated(NamedTables named, RuntimeException failure) {
        if (!named.isOutdated()) {
            throw failure;
        }
    }

    private static boolean isOfSchema(RuntimeException failure) {
        return failure instanceof InvalidRequestException invalid
                ? OF_SCHEMA.contains(invalid.code())
                : failure instanceof RequestRejectedException rejected
                        && rejected.code().isEmpty();
    }
}
