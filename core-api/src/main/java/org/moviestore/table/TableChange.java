// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.util.Objects;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/** A change of a table that is there; see {@link DocumentStore#updateTable}. Immutable. */
public sealed interface TableChange {
    /** Calls the visitor's method for this kind of change and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * Adds a global index, which then holds the items that are there already.
     *
     * @param index the index
     */
    record AddIndex(SecondaryIndex index) implements TableChange {
        /**
         * Checks the index.
         *
         * @throws InvalidRequestException with {@link ErrorCode#INDEX_LIMIT} if it is local
         */
        public AddIndex {
            if (index.scope() == IndexScope.LOCAL) {
                throw localLater(index.name());
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addIndex(this);
        }
    }

    /**
     * Drops a global index.
     *
     * @param name the index's name
     */
    record DropIndex(String name) implements TableChange {
        /** Checks that there is a name. */
        public DropIndex {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropIndex(this);
        }
    }

    /**
     * Changes what the table is provided for.
     *
     * @param throughput the throughput from now on
     */
    record SetThroughput(Throughput throughput) implements TableChange {
        /** Checks that there is a throughput. */
        public SetThroughput {
            Objects.requireNonNull(throughput, "throughput");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setThroughput(this);
        }
    }

    /** Does something for each kind of change. */
    interface Visitor<R> {
        /** Is called for an index to add. */
        R addIndex(AddIndex change);

        /** Is called for an index to drop. */
        R dropIndex(DropIndex change);

        /** Is called for another throughput. */
        R setThroughput(SetThroughput change);
    }

    /** Returns the change that adds a global index. */
    static TableChange addIndex(SecondaryIndex index) {
        return new AddIndex(index);
    }

    /** Returns the change that drops a global index. */
    static TableChange dropIndex(String name) {
        return new DropIndex(name);
    }

    /** Returns the change to another throughput. */
    static TableChange setThroughput(Throughput throughput) {
        return new SetThroughput(throughput);
    }

    private static InvalidRequestException localLater(String name) {
        return new InvalidRequestException(
                ErrorCode.INDEX_LIMIT,
                "index " + name + " is local: it can only be made with its table, and goes only with it");
    }

    /**
     * Returns the schema of a table after this change.
     *
     * @throws InvalidRequestException with {@link ErrorCode#INDEX_UNKNOWN} if there is no index to drop,
     *     {@link ErrorCode#INDEX_LIMIT} if the index is local or one too many, or {@link ErrorCode#INDEX_NAME} if there
     *     is one of the name
     */
    default TableSchema appliedTo(TableSchema schema) {
        return accept(new Visitor<>() {
            @Override
            public TableSchema addIndex(AddIndex change) {
                if (change.index().partitionKey().equals(schema.partitionKey())) {
                    throw localLater(change.index().name());
                }
                return schema.withIndex(change.index());
            }

            @Override
            public TableSchema dropIndex(DropIndex change) {
                if (schema.index(change.name()).scope() == IndexScope.LOCAL) {
                    throw localLater(change.name());
                }
                return schema.withoutIndex(change.name());
            }

            @Override
            public TableSchema setThroughput(SetThroughput change) {
                return schema.withThroughput(change.throughput());
            }
        });
    }
}
