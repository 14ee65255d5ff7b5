// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

/** What a program may do instead of operations that no store can serve. Immutable. */
enum Unserved {
    /** Statements of another language than that of the expressions. */
    PARTIQL("use the operations on items, their batches and transactions, Query and Scan instead of PartiQL"),
    /** Copies of tables elsewhere. */
    COPIES("copy tables with the backend's own tools, or with DocumentTable.export and load"),
    /** Tables that are in several regions. */
    REPLICAS("have the backend itself replicate its tables"),
    /** Changes of items sent elsewhere. */
    STREAMS("send changes on with the backend's own means"),
    /** Who may do what. */
    ACCESS("grant and deny access in the backend itself"),
    /** Labels of tables. */
    TAGS("keep labels of tables in an item of your own"),
    /** Items that go by themselves. */
    EXPIRY("delete items that are too old yourself; without this call none expires"),
    /** What the service counts of its use. */
    INSIGHTS("watch the backend with its own tools"),
    /** What the service allows an account. */
    ACCOUNT("a store is in no account and no region of AWS, and does not limit its tables and their throughput"),
    /** Searches for what is alike. */
    VECTORS("search with the backend's own means");

    private final String advice;

    Unserved(String advice) {
        this.advice = advice;
    }

    /** Returns the exception that says so of an operation, by its name in the service. */
    UnsupportedOperationException operation(String name) {
        return new UnsupportedOperationException(name + " is not served by a client of a document store; " + advice);
    }
}
