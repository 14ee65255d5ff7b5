// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.moviestore.error.CancellationReason;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.error.StoreException;
import org.moviestore.error.TransactionCanceledException;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Item;
import org.moviestore.table.Page;
import org.moviestore.table.Position;
import org.moviestore.table.ScanRequest;

/** Whatever a line is, it is read or refused in the ways that the protocol has. */
class MutationTest {
    private static final int LINES = 10_000;
    private static final long SEED = 20_130_927;

    private enum End {
        UNDERSTOOD,
        MALFORMED,
        INVALID,
        REFUSED
    }

    @Test
    void read_ofMutatedRequests_endsAsTheProtocolSays() {
        List<byte[]> requests = SampleCalls.all()
                .map(call -> RequestWriter.write(RequestId.of(1), call).getBytes(UTF_8))
                .toList();
        Mutator mutator = new Mutator(SEED, requests);
        Map<End, Integer> ends = new EnumMap<>(End.class);

        for (int i = 0; i < LINES; i++) {
            byte[] line = mutator.next();
            ends.merge(endOf(line, () -> Lines.call(line)), 1, Integer::sum);
        }

        assertThat(ends).containsOnlyKeys(End.values());
    }

    @Test
    void read_ofMutatedReplies_endsAsTheProtocolSays() {
        StoreCall<Page<Item>> scan = new StoreCall.ReadPage(ScanRequest.of(SampleCalls.MOVIES));
        Page<Item> page = new Page<>(
                List.of(SampleCalls.RICH),
                Optional.of(new Position(SampleCalls.RUSH)),
                OptionalInt.of(1),
                OptionalDouble.of(1.5));
        Mutator mutator = new Mutator(
                SEED,
                Stream.concat(
                                Stream.of(ReplyWriter.write(Optional.of(RequestId.of(1)), scan, page)),
                                failures().map(error -> ReplyWriter.failure(Optional.empty(), error)))
                        .map(line -> line.getBytes(UTF_8))
                        .toList());
        Map<End, Integer> ends = new EnumMap<>(End.class);

        for (int i = 0; i < LINES; i++) {
            byte[] line = mutator.next();
            ends.merge(endOf(line, () -> ReplyReader.read(scan, Lines.fields(line))), 1, Integer::sum);
        }

        assertThat(ends).containsOnlyKeys(End.values());
    }

    private static Stream<ReplyError> failures() {
        List<CancellationReason> reasons = List.of(
                CancellationReason.conditionFailed(SampleCalls.RICH),
                CancellationReason.updateRejected(ErrorCode.PATH_INVALID));
        return Stream.of(
                ReplyError.of(new InvalidRequestException(ErrorCode.TX_BYTES, "too much")),
                ReplyError.of(new ConditionFailedException("Movies", SampleCalls.RUSH, SampleCalls.RICH))
                        .about("Movies", SampleCalls.RUSH),
                ReplyError.of(new TransactionCanceledException("canceled", reasons)));
    }

    private static End endOf(byte[] line, Supplier<Object> reading) {
        try {
            assertThat(reading.get()).isNotNull();
            return End.UNDERSTOOD;
        } catch (MalformedLineException e) {
            return End.MALFORMED;
        } catch (InvalidRequestException e) {
            return End.INVALID;
        } catch (StoreException e) {
            return End.REFUSED;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + SEED + ", line " + new String(line, UTF_8), e);
        }
    }
}
