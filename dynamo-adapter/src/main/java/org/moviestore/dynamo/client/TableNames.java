// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The names of tables and indexes in requests about tables, as the service checks them. */
final class TableNames {
    static final int SHORTEST = 3;
    static final int LONGEST = 255;
    static final String PATTERN = "[a-zA-Z0-9_.-]+";

    private static final int LONGEST_ARN = 1024;

    private TableNames() {}

    /**
     * Returns the name of a table that is there already. A name of a length that no table has is that of no table;
     * anything else that could not be a name breaks a constraint, and so does the ARN of a table in AWS.
     */
    static String existing(@Nullable String name) {
        String given = given(name);
        ParameterConstraints constraints = new ParameterConstraints();
        length(constraints, "tableName", given, 1, LONGEST_ARN);
        characters(constraints, "tableName", given);
        constraints.check();
        if (given.length() < SHORTEST || given.length() > LONGEST) {
            throw ServiceErrors.tableNotFound(given, null);
        }
        return given;
    }

    /** Returns a name that must be set, and says as the service does that it is not. */
    static String given(@Nullable String name) {
        if (name == null) {
            throw missing();
        }
        return name;
    }

    private static DynamoDbException missing() {
        return ServiceErrors.validation("The parameter 'TableName' is required but was not present in the request");
    }

    /** Requires a parameter that is set to be a name that a table or an index can be given. */
    static void check(ParameterConstraints constraints, String parameter, @Nullable String name) {
        if (name != null) {
            if (name.isEmpty() || !hasCharacters(name)) {
                refusePattern(constraints, parameter, name);
            }
            length(constraints, parameter, name);
        }
    }

    /** Says whether a table can have a name. */
    static boolean isName(String name) {
        return name.length() >= SHORTEST && name.length() <= LONGEST && hasCharacters(name);
    }

    private static boolean hasCharacters(String name) {
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            if (!(unit >= 'a' && unit <= 'z'
                    || unit >= 'A' && unit <= 'Z'
                    || unit >= '0' && unit <= '9'
                    || unit >= '-' && unit <= '.'
                    || unit == '_')) {
                return false;
            }
        }
        return true;
    }

    /** Requires whatever characters a name has to be those of {@link #PATTERN}. */
    static void characters(ParameterConstraints constraints, String parameter, String name) {
        if (!hasCharacters(name)) {
            refusePattern(constraints, parameter, name);
        }
    }

    private static void refusePattern(ParameterConstraints constraints, String parameter, String name) {
        constraints.refuse("Value '" + name + "' at '" + parameter
                + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + PATTERN);
    }

    /** Requires a name to be as long as one of a table is. */
    static void length(ParameterConstraints constraints, String parameter, String name) {
        length(constraints, parameter, name, SHORTEST, LONGEST);
    }

    private static void length(
            ParameterConstraints constraints, String parameter, String name, int shortest, int longest) {
        if (name.length() < shortest || name.length() > longest) {
            constraints.refuse("Value '" + name + "' at '" + parameter
                    + "' failed to satisfy constraint: Member must have length "
                    + (name.length() < shortest
                            ? "greater than or equal to " + shortest
                            : "less than or equal to " + longest));
        }
    }
}
