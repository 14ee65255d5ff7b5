// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** What the suite is made of: its tests, each of which names the rules that it proves. */
final class Suite {
    /** The order of docs/contract.md: by letter, then by number. */
    static final Comparator<String> RULE_ORDER = Comparator.<String, Character>comparing(rule -> rule.charAt(0))
            .thenComparing(rule -> Integer.valueOf(rule.substring(1)));

    private Suite() {}

    /** Returns the test methods of all groups. */
    static List<Method> tests() {
        return methods()
                .filter(method -> method.isAnnotationPresent(Rule.class))
                .toList();
    }

    /** Returns all methods of all groups and of the classes that they are based on. */
    static Stream<Method> methods() {
        return Arrays.stream(DocumentTableConformance.class.getDeclaredClasses())
                .filter(group -> group.isAnnotationPresent(Nested.class))
                .flatMap(group -> Stream.<Class<?>>iterate(group, type -> type != Object.class, Class::getSuperclass))
                .distinct()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
    }

    static List<String> rulesOf(Method test) {
        Rule rule = test.getAnnotation(Rule.class);
        return rule == null ? List.of() : List.of(rule.value());
    }
}
