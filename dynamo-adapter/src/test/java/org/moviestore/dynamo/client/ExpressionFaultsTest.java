// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.moviestore.dynamo.client.Refusals.assertRefused;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moviestore.dynamo.client.RequestExpressions.Parameter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ExpressionFaultsTest {
    private static final String TYPE = "Incorrect operand type for operator or function; operator or function: ";
    private static final Map<String, AttributeValue> VALUES = values();
    private static final Map<String, String> NAMES = Map.of(
            "#n",
            "foo",
            "#m",
            "a b",
            "#dot",
            "a.b",
            "#index",
            "a[0]",
            "#quote",
            "\"q\" at position 7",
            "#and",
            "x and y overlap",
            "#self",
            "x with itself");

    private static Map<String, AttributeValue> values() {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":n", AttributeValue.fromN("1"));
        values.put(":five", AttributeValue.fromN("5"));
        values.put(":s", AttributeValue.fromS("x"));
        values.put(":code", AttributeValue.fromS("S"));
        values.put(":t", AttributeValue.fromBool(true));
        values.put(":z", AttributeValue.fromNul(true));
        values.put(":l", AttributeValue.fromL(List.of()));
        values.put(":odd", AttributeValue.fromS("x, \"y\" AND :n"));
        values.put(":ss", AttributeValue.fromSs(List.of("a")));
        return values;
    }

    private static RequestExpressions expressions() {
        return new RequestExpressions(NAMES, VALUES);
    }

    private static void assertCondition(String text, String message) {
        assertRefused(
                () -> expressions().condition(Parameter.CONDITION, text), "Invalid ConditionExpression: " + message);
    }

    private static void assertUpdate(String text, String message) {
        assertRefused(() -> expressions().update(text), "Invalid UpdateExpression: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status = :n|Attribute name is a reserved keyword; reserved keyword: status",
                "a.Status = :n|Attribute name is a reserved keyword; reserved keyword: Status",
                "#x = :q|An expression attribute name used in the document path is not defined; attribute name: #x",
                "a = :q|An expression attribute value used in expression is not defined; attribute value: :q",
                "((a = :n))|The expression has redundant parentheses;",
                "a = ((:n))|The expression has redundant parentheses;",
                "NOT ((a = :n))|The expression has redundant parentheses;",
                "attribute_exists(((a)))|The expression has redundant parentheses;",
                "a IN (((:n)))|The expression has redundant parentheses;",
                "foo(a)|Invalid function name; function: foo",
                "SIZE(a) = :n|Invalid function name; function: SIZE",
                "if_not_exists(a, :n) = :n|The function is not allowed in a condition expression; function: if_not_exists",
                "size(a)|The function is not allowed to be used this way in an expression; function: size",
                "(size(a)) OR b = :n"
                        + "|The function is not allowed to be used this way in an expression; function: size",
                "attribute_exists(a) = :t"
                        + "|The function is not allowed to be used this way in an expression; function: attribute_exists",
                "a = attribute_exists(b)"
                        + "|The function is not allowed to be used this way in an expression; function: attribute_exists",
                "attribute_exists(a, b)|Incorrect number of operands for operator or function; operator or function:"
                        + " attribute_exists, number of operands: 2",
                "attribute_exists(:n)"
                        + "|Operator or function requires a document path; operator or function: attribute_exists",
                "a[2147483648] = :n|List index is not within the allowable range; index: [2147483648]"
            })
    void condition_thatMisusesAName_isRefusedInTheServicesWords(String text, String message) {
        assertCondition(text, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a < :t|<|BOOL",
                ":ss >= a|>=|SS",
                "a BETWEEN :l AND :l|BETWEEN|L",
                "begins_with(a, :n)|begins_with|N",
                "begins_with(a, size(b))|begins_with|N",
                "size(:z) = :n|size|NULL",
                "size(size(a)) = :n|size|N",
                "#and < :t|<|BOOL",
                "attribute_type(a, :n)|attribute_type|N",
                "attribute_type(#self, (:n))|attribute_type|N",
                "attribute_type(a, size(b))|attribute_type|N",
                "attribute_type(a, b)|attribute_type|{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"
            })
    void condition_withAnOperandOfAnotherType_isRefusedForTheType(String text, String operator, String type) {
        assertCondition(text, TYPE + operator + ", operand type: " + type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = a|=|[a]",
                "a.b[0] <> a.b[0]|<>|[a, b, [0]]",
                "a BETWEEN :n AND a|BETWEEN|[a]",
                "a IN (:n, a)|IN|[a]",
                "contains(a, a)|contains|[a]",
                "#m = #m|=|[a b]",
                "#dot = #dot|=|[a.b]",
                "#dot.#index[1] < #dot.#index[1]|<|[a.b, a[0], [1]]",
                "#quote IN (:n, #quote)|IN|[\"q\" at position 7]",
                "#and BETWEEN #and AND :n|BETWEEN|[x and y overlap]",
                "contains(#self, #self)|contains|[x with itself]"
            })
    void condition_thatComparesAPathWithItself_isRefused(String text, String operator, String path) {
        assertCondition(
                text,
                "The first operand must be distinct from the remaining operands for this operator or function;"
                        + " operator: " + operator + ", first operand: " + path);
    }

    @Test
    void condition_withATypeThatIsNone_isRefusedForItsName() {
        assertCondition(
                "attribute_type(a, :code) AND attribute_type(a, :s)",
                "Invalid attribute type name found; type: x, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}");
        assertCondition(
                "attribute_type((a), (:odd))",
                "Invalid attribute type name found; type: x, \"y\" AND :n, valid types:"
                        + " {N,BS,L,B,NULL,M,S,SS,NS,BOOL}");
    }

    @Test
    void condition_withBoundsThatFitNoValue_isRefusedWithBoth() {
        assertCondition(
                "a BETWEEN :n AND :five AND a BETWEEN (:five) AND :n",
                "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound"
                        + " operand: AttributeValue: {N:5}, upper bound operand: AttributeValue: {N:1}");
        assertCondition(
                "a between :n and :s",
                "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand:"
                        + " AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:x}");
        assertCondition(
                "#and BETWEEN :odd AND :n",
                "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand:"
                        + " AttributeValue: {S:x, \"y\" AND :n}, upper bound operand: AttributeValue: {N:1}");
    }

    @Test
    void condition_beyondALimit_isRefusedWithTheCount() {
        assertCondition("", "The expression can not be empty;");
        assertCondition(" ", "Syntax error; token: \"<EOF>\", near: \" \"");
        assertCondition(
                "a" + ".a".repeat(32) + " = :n", "The document path has too many nesting levels; nesting levels: 33");
        assertCondition(
                "a IN (:n" + ",:n".repeat(100) + ")",
                "The IN operator is provided with too many operands; number of operands: 101");
        assertCondition(
                "a = :n" + " AND a = :n".repeat(150),
                "The expression contains too many operators; operator count: 301");
        assertCondition(
                "NOT ".repeat(310) + "a = :n", "The expression contains too many operators; operator count: 301");
        assertCondition(
                "é = :n" + " ".repeat(4096),
                "Expression size has exceeded the maximum allowed size; expression size: 4103");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = :q AND ((b = :t))|The expression has redundant parentheses;",
                "a < :t AND status = :t|Attribute name is a reserved keyword; reserved keyword: status",
                "attribute_exists(a, b) AND foo(a)|Invalid function name; function: foo",
                "#x = :n AND status = :n|Attribute name is a reserved keyword; reserved keyword: status"
            })
    void condition_withSeveralMistakes_isRefusedForTheServicesFirst(String text, String message) {
        assertCondition(text, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SET|Syntax error; token: \"<EOF>\", near: \"SET\"",
                "FOO a|Syntax error; token: \"FOO\", near: \"FOO a\"",
                "SET a = :n b = :n|Syntax error; token: \"b\", near: \":n b =\"",
                "SET a = b + :n + :n|Syntax error; token: \"+\", near: \":n + :n\"",
                "SET (a) = :n|Syntax error; token: \"(\", near: \"SET (a\"",
                "SET set = :n|Syntax error; token: \"set\", near: \"SET set =\"",
                "SET size(a) = :n|Syntax error; token: \"(\", near: \"size(a\"",
                "SET a = NOT b|Syntax error; token: \"NOT\", near: \"= NOT b\"",
                "ADD a b|Syntax error; token: \"b\", near: \"a b\"",
                "SET a = :n Set b = :n|The \"SET\" section can only be used once in an update expression;",
                "SET a = :q remove b REMOVE c|The \"REMOVE\" section can only be used once in an update expression;",
                "SET a = ((b + :n))|The expression has redundant parentheses;",
                "SET a = status|Attribute name is a reserved keyword; reserved keyword: status",
                "SET a = if_not_exist(a, :n)|Invalid function name; function: if_not_exist",
                "SET a = size(b)|The function is not allowed in an update expression; function: size",
                "SET a = if_not_exists(a)|Incorrect number of operands for operator or function; operator or function:"
                        + " if_not_exists, number of operands: 1",
                "SET a = if_not_exists(:n, a)"
                        + "|Operator or function requires a document path; operator or function: if_not_exists",
                "SET a = list_append(a, list_append(b, :l))"
                        + "|The function is not allowed to be used this way in an expression; function: list_append",
                "SET a = if_not_exists(a, a)|The first operand must be distinct from the remaining operands for this"
                        + " operator or function; operator: if_not_exists, first operand: [a]",
                "SET a = NOT(b)|Syntax error; token: \"NOT\", near: \"= NOT(\"",
                "SET a = list_append(b, list_append(c, b)), d = foo()|Syntax error; token: \")\", near: \"()\"",
                "SET a = if_not_exists(#quote, #quote)|The first operand must be distinct from the remaining operands for"
                        + " this operator or function; operator: if_not_exists, first operand: [\"q\" at position 7]",
                "ADD #dot :l|Incorrect operand type for operator or function; operator: ADD, operand type: LIST, typeSet:"
                        + " ALLOWED_FOR_ADD_OPERAND",
                "SET a = b + :s|Incorrect operand type for operator or function; operator or function: +, operand type: S",
                "SET a = list_append(a, :n)"
                        + "|Incorrect operand type for operator or function; operator or function: list_append, operand type: N",
                "ADD a :s|Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet:"
                        + " ALLOWED_FOR_ADD_OPERAND",
                "ADD a :t|Incorrect operand type for operator or function; operator: ADD, operand type: BOOLEAN, typeSet:"
                        + " ALLOWED_FOR_ADD_OPERAND",
                "DELETE a :n|Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER,"
                        + " typeSet: ALLOWED_FOR_DELETE_OPERAND"
            })
    void update_thatIsInvalid_isRefusedInTheServicesWords(String text, String message) {
        assertUpdate(text, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET a = :n REMOVE a|overlap|[a]|[a]",
                "SET a.b = :n, a = :n|overlap|[a, b]|[a]",
                "REMOVE a[0].b, a[0].b[1]|overlap|[a, [0], b]|[a, [0], b, [1]]",
                "SET #n = :n, foo = :n|overlap|[foo]|[foo]",
                "SET a.b = :n, a[0] = :n|conflict|[a, b]|[a, [0]]",
                "SET #dot = :n, #dot = :n|overlap|[a.b]|[a.b]",
                "SET #and = :n REMOVE #and.#index|overlap|[x and y overlap]|[x and y overlap, a[0]]",
                "SET #quote.#and = :n, #quote[0] = :n|conflict|[\"q\" at position 7, x and y overlap]|[\"q\" at position"
                        + " 7, [0]]"
            })
    void update_ofPathsThatMeet_isRefusedWithBoth(String text, String relation, String one, String two) {
        assertUpdate(
                text,
                "Two document paths " + relation + " with each other; must remove or rewrite one of these paths; path"
                        + " one: " + one + ", path two: " + two);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a,|Syntax error; token: \"<EOF>\", near: \",\"",
                "a, :n|Syntax error; token: \":n\", near: \", :n\"",
                "size(a)|Syntax error; token: \"(\", near: \"size(a\"",
                "status|Attribute name is a reserved keyword; reserved keyword: status",
                "#x|An expression attribute name used in the document path is not defined; attribute name: #x",
                "a, a.b|Two document paths overlap with each other; must remove or rewrite one of these paths; path one:"
                        + " [a], path two: [a, b]"
            })
    void projection_thatIsInvalid_isRefusedInTheServicesWords(String text, String message) {
        assertRefused(() -> expressions().projection(text), "Invalid ProjectionExpression: " + message);
    }
}
