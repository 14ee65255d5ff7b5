// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.dynamo.client.RequestExpressions.Parameter;
import org.moviestore.expression.Placeholders;
import org.moviestore.expression.Projection;
import org.moviestore.item.InvalidRequestException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SyntaxFaultsTest {
    private static final Map<String, AttributeValue> VALUES = Map.of(":n", AttributeValue.fromN("1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a = |<EOF>|= ",
                "a = (|<EOF>|(",
                "a|<EOF>|a",
                "a b|b|a b",
                "a ADD |ADD|a ADD ",
                "= :n|=|= :n",
                "a = :n AND )|)|AND )",
                "(a = :n|<EOF>|:n",
                "a = :n)|)|:n)",
                "a ! :n|!|a ! :n",
                "a = 5|5|= 5",
                "a = 'x'|'|= 'x",
                "a == :n|=|== :n",
                "_x = :n|_|_x",
                "1x = :n|1|1x",
                "a-b = :n|-|a-b",
                "a[01] = :n|1|01]",
                "a[-1] = :n|-|[-1",
                "a[x] = :n|x|[x]",
                "a..b = :n|.|..b",
                "a[] = :n|]|[] =",
                "# = :n|#|# =",
                "a = # n|#|= # n",
                "é = :n|é|é =",
                "and = :n|and|and =",
                "a.and = :n|and|.and =",
                "set = :n|set|set =",
                "attribute_exists()|)|()",
                "foo()|)|()",
                "a IN ()|)|()",
                "a IN :n|:n|IN :n",
                "a NOT IN (:n)|NOT|a NOT IN",
                "a = :n + :n|+|:n + :n",
                "a = :n, b = :n|,|:n, b",
                "a[ 01] = :n|1|01]",
                "a[0 1] = :n|1|0 1]",
                "a = 01|0|= 01",
                "size(a) foo|foo|) foo",
                "size(a) )|)|) )",
                "a BETWEEN size(b) OR c|OR|) OR c",
                "foo(a) AND bar()|)|()",
                "a = SET(b)|SET|= SET("
            })
    void condition_thatDoesNotFollowTheGrammar_isRefusedAtTheToken(String text, String token, String near) {
        assertRefused(
                () -> new RequestExpressions(null, VALUES).condition(Parameter.CONDITION, text),
                "Invalid ConditionExpression: Syntax error; token: \"" + token + "\", near: \"" + near + "\"");
    }

    @Test
    void space_thatSeparatesNothing_isTheWrongToken() {
        assertRefused(
                () -> new RequestExpressions(null, VALUES).condition(Parameter.CONDITION, "a = :n\u2003AND b = :n"),
                "Invalid ConditionExpression: Syntax error; token: \"\u2003\", near: \":n\u2003AND\"");
    }

    @Test
    void characters_thatSeparateTokens_areThoseOfTheParser() {
        for (char unit = 0; unit < Character.MAX_VALUE; unit++) {
            boolean isSpace;
            try {
                isSpace =
                        Projection.parse("a," + unit + "b", Placeholders.none()).equals(Projection.of("a", "b"));
            } catch (InvalidRequestException e) {
                isSpace = false;
            }

            assertThat(ExpressionTokens.isSpace(unit)).as("U+%04X", (int) unit).isEqualTo(isSpace);
        }
    }
}
