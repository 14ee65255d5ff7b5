// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import software.amazon.awssdk.regions.Region;

/** Names of the form that AWS gives its resources, for tables that are in no account and no region of AWS. */
final class TableArns {
    /** What stands for a region of AWS; it is none. */
    static final Region REGION = Region.of("moviestore");

    private static final String NO_ACCOUNT = "000000000000";

    private TableArns() {}

    static String ofTable(String table) {
        return "arn:aws:dynamodb:" + REGION.id() + ":" + NO_ACCOUNT + ":table/" + table;
    }

    static String ofIndex(String table, String index) {
        return ofTable(table) + "/index/" + index;
    }
}
