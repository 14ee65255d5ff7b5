// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.moviestore.error.ContentionException;
import org.moviestore.error.OutcomeUnknownException;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.postgres.Operation.Call;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Makes our exceptions of PostgreSQL's, by SQLSTATE. */
final class PostgresExceptions {
    static final String NO_RIGHT = "42501";
    static final String TABLE_MISSING = "42P01";
    static final String RELATION_EXISTS = "42P07";
    static final String TYPE_EXISTS = "42710";

    /** With these the server ends the session: a timeout of it, an administrator, a crash or a shutdown. */
    private static final Set<String> ENDING = Set.of("25P03", "25P04", "57P01", "57P02", "57P03", "57P05");

    private static final String LOCK_TIMEOUT = "55P03";
    private static final String CANCELED = "57014";

    private PostgresExceptions() {}

    /** Whether a lost answer leaves open what happened. */
    enum InFlight {
        /** Nothing that the server was asked to do would last: reads, and transactions before their commit. */
        NOTHING,
        /** A statement that commits itself, or a commit. */
        A_WRITE
    }

    static StoreException translate(SQLException e, Call call, InFlight inFlight) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return switch (state) {
            case TABLE_MISSING -> missing(e, call);
            case NO_RIGHT ->
                rejected(e, call, "; the role needs " + call.operation().rights());
            case "25006" -> rejected(e, call, "; connect to a server that is no read-only replica");
            case "40001", "40P01", LOCK_TIMEOUT ->
                new ContentionException(message(call, e) + "; nothing has changed, try again after a pause", e);
            case "08001", "08004", "57P03", CANCELED -> unavailable(e, call);
            case "25P03", "25P04", "40003", "57P01", "57P02", "57P05" -> lost(e, call, inFlight);
            default -> byClass(e, call, inFlight, state);
        };
    }

    /** Says whether a call lost because it waited for a lock as long as the session allows. */
    static boolean isLockTimeout(ContentionException e) {
        return e.getCause() instanceof SQLException cause && LOCK_TIMEOUT.equals(cause.getSQLState());
    }

    /** Says whether a call failed because a statement took as long as the session allows. */
    static boolean isStatementTimeout(StoreUnavailableException e) {
        return e.getCause() instanceof SQLException cause && CANCELED.equals(cause.getSQLState());
    }

    /** Says whether the connection failed or the server ends it, and not only what was asked of the server failed. */
    static boolean isOfConnection(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return state.isEmpty() || state.startsWith("08") || ENDING.contains(state);
    }

    /** Says whether a statement may have failed because the table is not as the statement takes it to be. */
    static boolean isOfTable(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return state.startsWith("42") && !state.equals(NO_RIGHT);
    }

    private static StoreException byClass(SQLException e, Call call, InFlight inFlight, String state) {
        // Without a SQLSTATE the exception is the driver's own, and what the server did is not known.
        return switch (state.isEmpty() ? "08" : state.substring(0, 2)) {
            case "08" -> lost(e, call, inFlight);
            case "53", "58" -> unavailable(e, call);
            case "42" ->
                rejected(
                        e, call, "; if the table was changed, or dropped and created anew, ask the store for it again");
            default -> rejected(e, call, "");
        };
    }

    private static StoreException missing(SQLException e, Call call) {
        Optional<String> table = call.table();
        if (table.isPresent() && !call.operation().isOnCatalog()) {
            TableNotFoundException missing = new TableNotFoundException(table.get());
            missing.addSuppressed(e);
            return missing;
        }
        return rejected(e, call, "; " + CatalogVersion.HOW_TO_MIGRATE);
    }

    /** Makes of the refusal to read a stored item one that says where it is; nothing may have been written. */
    static StoreException unreadable(InvalidRequestException e, Call call, String row) {
        return new RequestRejectedException(
                "cannot " + call + ": column item of " + row + " holds what this library does not write: "
                        + e.getMessage() + "; nothing has changed; correct or delete the row with SQL (names of"
                        + " attributes that begin with a $ have one more there)",
                e);
    }

    /** As {@link #unreadable}, of what the key columns of a row hold, which were read without its item. */
    static StoreException unreadableKey(InvalidRequestException e, Call call, List<String> columns) {
        return new RequestRejectedException(
                "cannot " + call + ": the key of a row, in " + String.join(", ", columns)
                        + ", is none that this library" + " writes: " + e.getMessage()
                        + "; nothing has changed; correct or delete the row with SQL",
                e);
    }

    /** Makes of the refusal to read an item that was changed one that says so: the caller does not get to see it. */
    static StoreException changedUnreadable(InvalidRequestException e, Call call) {
        return new OutcomeUnknownException(
                "cannot " + call + " and return the item: column item of its row holds what this library does not"
                        + " write: " + e.getMessage() + "; the update has happened; correct the row with SQL (names of"
                        + " attributes that begin with a $ have one more there)",
                e);
    }

    /** Translates the failure to get a connection: nothing was sent on it. */
    static StoreException noConnection(SQLException e, Call call) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        if (state.startsWith("28") || state.startsWith("3D") || state.equals(NO_RIGHT)) {
            return rejected(e, call, "");
        }
        return unavailable(e, call);
    }

    private static StoreException rejected(SQLException e, Call call, String advice) {
        return new RequestRejectedException(message(call, e) + advice, e);
    }

    private static StoreException unavailable(SQLException e, Call call) {
        return new StoreUnavailableException(message(call, e) + "; nothing has changed, try again after a pause", e);
    }

    private static StoreException lost(SQLException e, Call call, InFlight inFlight) {
        if (inFlight == InFlight.NOTHING) {
            return unavailable(e, call);
        }
        String advice = switch (call.operation()) {
            case TRANSACT_WRITE ->
                "with its client token it may be sent again; without one, read its items before trying again";
            case LOAD -> "the items may be loaded again";
            default -> "read the item before trying again";
        };
        return new OutcomeUnknownException(message(call, e) + "; it may have happened or not: " + advice, e);
    }

    private static String message(Call call, SQLException e) {
        return "cannot " + call + ": " + reason(e);
    }

    /** Returns the first line of the server's complaint: the others may hold values of items. */
    static String reason(SQLException e) {
        if (e instanceof PSQLException failure) {
            ServerErrorMessage server = failure.getServerErrorMessage();
            if (server != null && server.getMessage() != null) {
                return server.getMessage();
            }
        }
        String message = Objects.requireNonNullElse(e.getMessage(), "no reason given");
        return message.lines().findFirst().orElse("no reason given");
    }
}
