// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service says of a condition that is none on keys. Thread-safe. */
final class KeyConditionFaults {
    /** Said of a value that no key attribute, or not this one, can have. */
    static final String OTHER_TYPE =
            ServiceWords.INVALID_VALUES + "Condition parameter type does not match schema type";

    private static final Pattern UNSUPPORTED = Pattern.compile(".*it does not support (.*)", Pattern.DOTALL);
    private static final Pattern NESTED = Pattern.compile("the nested path ([^.\\[]+).*", Pattern.DOTALL);

    private static final Pattern SIZE = Pattern.compile("\\bsize\\s*\\(");

    private KeyConditionFaults() {}

    /** Returns the service's message in place of the parser's. */
    static String describe(String text, String words) {
        Matcher unsupported = UNSUPPORTED.matcher(words);
        if (!unsupported.matches()) {
            return words;
        }
        String what = unsupported.group(1);
        Matcher nested = NESTED.matcher(what);
        if (nested.matches()) {
            return ServiceWords.NO_SCALAR + "Key: " + nested.group(1);
        } else if (what.startsWith("two tests of")) {
            return "KeyConditionExpressions must only contain one condition per key";
        } else if (what.endsWith(" tests")) {
            return "Conditions can be of length 1 or 2 only";
        } else if (what.contains(" anything but ") && SIZE.matcher(text).find()) {
            return "KeyConditionExpressions cannot contain nested operations";
        } else if (what.equals("begins_with of anything but a key attribute")) {
            return "Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its"
                    + " first operand";
        } else if (what.endsWith("anything but a key attribute")) {
            return "Invalid condition in KeyConditionExpression: No key attribute specified";
        } else if (what.endsWith("anything but a :value")) {
            return "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition";
        }
        return "Invalid operator used in KeyConditionExpression: " + what;
    }
}
