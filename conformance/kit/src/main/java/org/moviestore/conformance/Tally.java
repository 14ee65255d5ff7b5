// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.moviestore.table.TableFeature;

/** Counts what was run and what was left out. Thread-safe. */
final class Tally {
    private int succeeded;
    private int failed;
    private final Set<Method> run = new HashSet<>();
    private final Set<Method> failures = new HashSet<>();
    private final Set<Method> leftOut = new LinkedHashSet<>();

    synchronized void succeeded(Method test) {
        succeeded++;
        run.add(test);
    }

    synchronized void failed(Method test) {
        failed++;
        run.add(test);
        failures.add(test);
    }

    synchronized void leftOut(Method test) {
        leftOut.add(test);
    }

    synchronized boolean wasRun(Method test) {
        return run.contains(test);
    }

    synchronized boolean hasPassed(Method test) {
        return run.contains(test) && !failures.contains(test) && !leftOut.contains(test);
    }

    /** Says whether each test of the suite was run, or left out; not only some that were selected. */
    synchronized boolean isComplete() {
        return Suite.tests().stream().allMatch(test -> run.contains(test) || leftOut.contains(test));
    }

    /** Says how many tests were run, how many failed, and how many do not apply for want of which features. */
    synchronized String report(String backend) {
        StringBuilder line = new StringBuilder("conformance: " + backend + " " + (succeeded + failed) + " tests");
        if (failed > 0) {
            line.append(", ").append(failed).append(" failed");
        }
        if (!leftOut.isEmpty()) {
            TreeSet<TableFeature> features = new TreeSet<>();
            leftOut.stream()
                    .map(method -> method.getAnnotation(RequiresFeature.class))
                    .filter(required -> required != null)
                    .forEach(required -> features.add(required.value()));
            line.append(", ").append(leftOut.size()).append(" not applicable (");
            line.append(String.join(", ", features.stream().map(Enum::name).toList()));
            line.append(")");
        }
        if (!isComplete()) {
            line.append(", no report since not all were selected");
        }
        return line.toString();
    }

    /** Fails if a test was left out by anything but a feature that the store has, or lacks. */
    synchronized void requireNothingElseLeftOut(Set<TableFeature> features) {
        List<String> others = leftOut.stream()
                .filter(method -> !isExcused(method.getAnnotation(RequiresFeature.class), features))
                .map(Method::getName)
                .toList();
        if (!others.isEmpty()) {
            throw new AssertionError("left out without a feature that the store lacks: " + others);
        }
    }

    private static boolean isExcused(@Nullable RequiresFeature required, Set<TableFeature> features) {
        return required != null && features.contains(required.value()) == required.absent();
    }
}
