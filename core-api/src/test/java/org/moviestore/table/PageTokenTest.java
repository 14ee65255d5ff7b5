// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moviestore.expression.Expressions.attribute;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.expression.KeyCondition;
import org.moviestore.item.AttributePath;
import org.moviestore.item.AttributeType;
import org.moviestore.item.Bytes;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Key;

class PageTokenTest {
    private static final TableSchema MOVIES = TableSchema.builder("Movies")
            .partitionKey("year", AttributeType.NUMBER)
            .sortKey("title", AttributeType.STRING)
            .build();
    private static final KeyCondition IN_1994 = KeyCondition.partition("year", 1994);
    private static final Position AFTER_CLERKS = new Position(Key.of("year", 1994, "title", "Clerks"));

    @Test
    void positionIn_theSameQuery_isThePosition() {
        PageToken token = PageToken.of(QueryRequest.of(MOVIES, IN_1994), AFTER_CLERKS);

        QueryRequest again =
                QueryRequest.builder(MOVIES, IN_1994).limit(3).project("title").build();

        assertThat(token.text()).matches("[A-Za-z0-9_-]+");
        assertThat(new PageToken(token.text()).positionIn(again)).isEqualTo(AFTER_CLERKS);
    }

    @Test
    void positionIn_aScanByBinaryKey_isThePosition() {
        TableSchema schema = TableSchema.builder("Blobs")
                .partitionKey("id", AttributeType.BINARY)
                .build();
        Position position = new Position(Key.of("id", Bytes.of(new byte[] {0, -1, 7})));

        PageToken token = PageToken.of(ScanRequest.of(schema), position);

        assertThat(token.positionIn(ScanRequest.of(schema))).isEqualTo(position);
    }

    @Test
    void positionIn_anythingElse_isRefused() {
        PageToken token = PageToken.of(QueryRequest.of(MOVIES, IN_1994), AFTER_CLERKS);
        TableSchema others = TableSchema.builder("Others")
                .partitionKey("year", AttributeType.NUMBER)
                .sortKey("title", AttributeType.STRING)
                .build();

        assertRefused(token, ScanRequest.of(MOVIES));
        assertRefused(token, QueryRequest.of(others, IN_1994));
        assertRefused(token, QueryRequest.of(MOVIES, KeyCondition.partition("year", 1995)));
        assertRefused(token, QueryRequest.of(MOVIES, IN_1994.andSortBeginsWith("title", "C")));
        assertRefused(token, QueryRequest.builder(MOVIES, IN_1994).descending().build());
        assertRefused(
                token,
                QueryRequest.builder(MOVIES, IN_1994)
                        .filter(attribute("info").exists())
                        .build());
    }

    @Test
    void positionIn_aQueryWithALookalikeFilter_isRefused() {
        ScanRequest one = ScanRequest.builder(MOVIES)
                .filter(attribute(AttributePath.parse("a.b")).exists())
                .build();
        ScanRequest other = ScanRequest.builder(MOVIES)
                .filter(attribute(AttributePath.of("a.b")).exists())
                .build();

        assertRefused(PageToken.of(one, AFTER_CLERKS), other);
        assertThat(PageToken.of(one, AFTER_CLERKS).positionIn(one)).isEqualTo(AFTER_CLERKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AQ", "not base64!", "AQAAAAAAAAAAAAAAAHt9"})
    void positionIn_noToken_isRefused(String text) {
        assertRefused(new PageToken(text), ScanRequest.of(MOVIES));
    }

    @Test
    void positionIn_changedText_isRefused() {
        String text = PageToken.of(ScanRequest.of(MOVIES), AFTER_CLERKS).text();
        String changed = text.substring(0, text.length() - 6)
                + (text.charAt(text.length() - 6) == 'A' ? 'B' : 'A')
                + text.substring(text.length() - 5);

        assertRefused(new PageToken(changed), ScanRequest.of(MOVIES));
    }

    private static void assertRefused(PageToken token, PageRequest request) {
        assertThatThrownBy(() -> token.positionIn(request))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PAGE_TOKEN));
    }
}
