// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Arrays;
import java.util.Optional;
import org.moviestore.table.CapacityReport;

/** Fields that stand for one of few things, by the names of these; what is usual is not written. */
final class Choices {
    private Choices() {}

    static <E extends Enum<E>> void write(JsonLine line, String name, E choice, E usual) {
        if (choice != usual) {
            line.text(name, choice.name());
        }
    }

    static <E extends Enum<E>> E read(Fields fields, String name, E usual) {
        Class<E> type = usual.getDeclaringClass();
        return fields.optionalText(name)
                .map(text -> named(type, text)
                        .orElseThrow(() -> fields.wrong(name, "one of " + Arrays.toString(type.getEnumConstants()))))
                .orElse(usual);
    }

    /** Returns the constant of the name, if there is one. */
    static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    static void writeCapacity(JsonLine line, CapacityReport report) {
        if (report == CapacityReport.TOTAL) {
            line.flag("capacity", true);
        }
    }

    static CapacityReport readCapacity(Fields fields) {
        return fields.flag("capacity") ? CapacityReport.TOTAL : CapacityReport.NONE;
    }
}
