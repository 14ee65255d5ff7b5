// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** A call that the client of writes does not know throws {@link UnsupportedOperationException} when it is made. */
class SentOnceClientTest {
    private static final Pattern CALL = Pattern.compile("\\bclient ->\\s+client\\.(\\w+)\\(");

    @Test
    void calls_ofThisModule_areReadsAndTheWritesThatAreSentOnce() throws IOException {
        Set<String> reads = Set.of("getItem", "query", "scan", "describeTable", "listTables");
        Set<String> writes = Arrays.stream(SentOnceClient.class.getDeclaredMethods())
                .filter(method -> DynamoDbResponse.class.isAssignableFrom(method.getReturnType()))
                .map(method -> method.getName())
                .collect(Collectors.toSet());

        assertThat(writes)
                .containsExactlyInAnyOrder(
                        "putItem", "updateItem", "deleteItem", "createTable", "updateTable", "deleteTable");
        assertThat(calls())
                .as("a new call is either a read or needs its method in SentOnceClient")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(reads.stream(), writes.stream()).toList());
    }

    /** Every call goes through {@link Connection#call}, whose last argument has this form. */
    private static Set<String> calls() throws IOException {
        Set<String> calls = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher call = CALL.matcher(Files.readString(source));
                while (call.find()) {
                    calls.add(call.group(1));
                }
            }
        }
        return calls;
    }
}
