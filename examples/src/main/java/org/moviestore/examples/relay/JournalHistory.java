// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a journal say: {@code B 17 1764298685123} that record 17 was first sent at that time, {@code N 17}
 * that it is certainly not stored after all, and {@code D 17}, {@code R 17} or {@code U 17} what became of it. In
 * memory a record that is settled takes a bit. Not thread-safe.
 */
final class JournalHistory {
    private static final String BEGUN = "B";
    private static final String NOT_STORED = "N";
    private static final Pattern LINE =
            Pattern.compile("[BNDRU] (?<number>[1-9][0-9]{0,17})(?: (?<time>[0-9]{1,15}))?");
    private static final int PART_BITS = 16;

    private final Map<Long, Instant> begun = new HashMap<>();
    /** The records that are settled, in parts of consecutive numbers. */
    private final Map<Long, BitSet> settled = new HashMap<>();

    private final Map<Outcome.Kind, Long> counts = new EnumMap<>(Outcome.Kind.class);
    private boolean isEmpty = true;

    static String begun(long number, Instant at) {
        return BEGUN + " " + number + " " + at.toEpochMilli() + "\n";
    }

    static String notStored(long number) {
        return NOT_STORED + " " + number + "\n";
    }

    static String settled(long number, Outcome.Kind kind) {
        return kind.mark() + " " + number + "\n";
    }

    /** Takes in a line. One that was torn by a crash of the system says nothing. */
    void read(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return;
        }
        String mark = line.substring(0, 1);
        @Nullable String time = parts.group("time");
        if (mark.equals(BEGUN) != (time != null)) {
            return;
        }
        isEmpty = false;
        long number = Long.parseLong(parts.group("number"));
        if (time != null) {
            begun.put(number, Instant.ofEpochMilli(Long.parseLong(time)));
        } else if (mark.equals(NOT_STORED)) {
            begun.remove(number);
        } else {
            settle(number, mark);
        }
    }

    private void settle(long number, String mark) {
        begun.remove(number);
        BitSet part = settled.computeIfAbsent(number >> PART_BITS, first -> new BitSet(1 << PART_BITS));
        int bit = (int) (number & ((1 << PART_BITS) - 1));
        if (!part.get(bit)) {
            part.set(bit);
            for (Outcome.Kind kind : Outcome.Kind.values()) {
                if (kind.mark().equals(mark)) {
                    counts.merge(kind, 1L, Long::sum);
                }
            }
        }
    }

    /** Says whether no record was begun or settled. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** Says whether it is known what became of the record. */
    boolean isSettled(long number) {
        BitSet part = settled.get(number >> PART_BITS);
        return part != null && part.get((int) (number & ((1 << PART_BITS) - 1)));
    }

    /** Returns when the record was first sent, if it was and may be stored since. */
    Optional<Instant> begun(long number) {
        return Optional.ofNullable(begun.get(number));
    }

    /** Returns of how many records this became. */
    long count(Outcome.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
