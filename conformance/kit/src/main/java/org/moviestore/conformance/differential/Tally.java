// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance.differential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Counts what a run comes to. Not thread-safe. */
final class Tally {
    private static final int HISTORY_DIGITS = 12;

    private final MessageDigest history;
    /** Of each shape a part of its digest: a long run has more shapes than would be good to remember. */
    private final Set<Long> shapes = new HashSet<>();

    private final List<Divergence> divergences = new ArrayList<>();
    private long operations;
    private long accepted;
    private long acceptedWrites;
    private long returnedItems;
    private long masked;

    Tally() {
        this.history = digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    long operations() {
        return operations;
    }

    int divergences() {
        return divergences.size();
    }

    void add(Divergence divergence) {
        divergences.add(divergence);
    }

    /** Counts a chapter, of which so many steps were made on every store and so many answers masked. */
    void add(Chapter chapter, int compared, int hidden) {
        for (Step step : chapter.steps()) {
            history.update(step.toString().getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < compared; i++) {
            add(chapter.steps().get(i), chapter.expected().get(i));
        }
        masked += hidden;
    }

    private void add(Step step, Outcome outcome) {
        operations++;
        accepted += outcome.isAccepted() ? 1 : 0;
        acceptedWrites += outcome.isAccepted() && step.isWrite() ? 1 : 0;
        returnedItems += outcome.hasItems() ? 1 : 0;
        shapes.add(hash(step.shape() + outcome.shape()));
    }

    /** The FNV-1a hash of 64 bits. */
    private static long hash(String text) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100_0000_01B3L;
        }
        return hash;
    }

    DifferentialReport report() {
        String digits = HexFormat.of().formatHex(history.digest()).substring(0, HISTORY_DIGITS);
        return new DifferentialReport(
                operations, accepted, acceptedWrites, returnedItems, shapes.size(), masked, digits, divergences);
    }
}
