// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

/** Makes expressions wrong. */
final class TextFaults {
    private static final int ONE_WRONG = 40;

    private final Draw draw;

    TextFaults(Draw draw) {
        this.draw = draw;
    }

    /** Returns an expression as it is, mostly. */
    String maybe(String text, Placeholders placeholders) {
        if (!draw.oneIn(ONE_WRONG)) {
            return text;
        }
        return switch (draw.below(16)) {
            case 0 -> "";
            case 1 -> " ";
            case 2 -> text + " AND";
            case 3 -> text.replaceFirst(":\\w+", ":undefined");
            case 4 -> text.replaceFirst("#\\w+", "#undefined");
            case 5 -> "((" + text + "))";
            case 6 -> text.replaceFirst("\\)", "");
            case 7 -> text.replaceFirst("[#:]\\w+", "Timestamp");
            case 8 -> text.replaceFirst(":\\w+", "5");
            case 9 -> text + " " + text;
            case 10 -> text.replace("attribute_exists", "Attribute_Exists").replace("SET", "SETS");
            case 11 -> text.replaceFirst("\\b(size|contains|begins_with)\\b", "unknown_function");
            case 12 -> text.replaceFirst("=", "==");
            case 13 -> text.replaceFirst("\\[\\d+]", "[-1]");
            case 14 -> text + "%";
            default -> {
                placeholders.addUnused();
                yield text;
            }
        };
    }
}
