// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.moviestore.dynamo.client.RequestExpressions.Parameter;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.Utf8;
import org.moviestore.item.ValueOrder;

/**
 * What the service says of an expression that this library's parser refused. The parser tells which rule is broken, and
 * mostly where; the rest is read from the text. What that does not tell is said in the parser's own words. Immutable.
 */
final class ExpressionFaults {
    private static final String OPERAND_TYPE = "Incorrect operand type for operator or function; ";

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern LITERAL = Pattern.compile("(\\S+) cannot take a (\\w+) literal");
    private static final Pattern SIZE = Pattern.compile("(\\S+) cannot take a size.*");
    private static final Pattern SAME = Pattern.compile("(\\S+) (?:compares|falls back from) (.+) (?:with|to) itself");
    private static final Pattern PATHS = Pattern.compile("paths (.+) and (.+) (?:overlap|conflict: .*)");
    private static final Pattern STEP = Pattern.compile("\\[\\d+]|[^.\\[]+");
    private static final Pattern BOUNDS = Pattern.compile("(?i)\\bBETWEEN[\\s(]*(:\\w+)[\\s)]*AND[\\s(]*(:\\w+)");
    private static final Pattern TYPE_NAME = Pattern.compile("\\battribute_type\\s*\\([^,]*,\\s*(:?\\w*)");

    private final String text;
    private final Map<String, AttributeValue> values;

    private ExpressionFaults(String text, Map<String, AttributeValue> values) {
        this.text = text;
        this.values = values;
    }

    /** Returns the service's message, which may begin with the name of the parameter that the text comes from. */
    static String describe(
            Parameter parameter, String text, Map<String, AttributeValue> values, InvalidRequestException fault) {
        return switch (fault.code()) {
            case KEY_CONDITION -> KeyConditionFaults.describe(text, fault.getMessage());
            case KEY_TYPE -> KeyConditionFaults.OTHER_TYPE;
            default -> "Invalid " + parameter + ": " + new ExpressionFaults(text, values).describe(parameter, fault);
        };
    }

    private String describe(Parameter parameter, InvalidRequestException fault) {
        String words = fault.getMessage();
        ExpressionTokens tokens = new ExpressionTokens(text);
        return SyntaxFaults.blank(text)
                .or(() -> tooLong(fault))
                .or(() -> SyntaxFaults.unexpected(tokens, words))
                .or(() -> WordFaults.find(tokens, parameter == Parameter.UPDATE))
                .orElseGet(() -> describe(fault));
    }

    private String describe(InvalidRequestException fault) {
        String words = fault.getMessage();
        Optional<String> known = switch (fault.code()) {
            case EXPR_SYNTAX -> Optional.of(SyntaxFaults.describe(words));
            case EXPR_PLACEHOLDER -> undefined(words);
            case EXPR_OPERATORS ->
                Optional.of("The expression contains too many operators; operator count: "
                        + (ExpressionLimits.MAX_OPERATORS + 1));
            case EXPR_PATH_DEPTH -> number("The document path has too many nesting levels; nesting levels: ", words);
            case IN_SIZE -> number("The IN operator is provided with too many operands; number of operands: ", words);
            case LIST_INDEX ->
                number("List index is not within the allowable range; index: [", words)
                        .map(found -> found + "]");
            case OPERAND_SAME -> same(words);
            case OPERAND_TYPE -> operandType(words);
            case BETWEEN_BOUNDS -> bounds();
            case PATH_OVERLAP -> paths("overlap", words);
            case PATH_CONFLICT -> paths("conflict", words);
            default -> Optional.empty();
        };
        return known.orElse(words);
    }

    private static Optional<String> undefined(String words) {
        Matcher placeholder = QUOTED.matcher(words);
        if (!placeholder.find()) {
            return Optional.empty();
        }
        String found = placeholder.group(1);
        return Optional.of(
                found.startsWith("#")
                        ? "An expression attribute name used in the document path is not defined; attribute name: "
                                + found
                        : "An expression attribute value used in expression is not defined; attribute value: " + found);
    }

    private Optional<String> tooLong(InvalidRequestException fault) {
        int bytes = Utf8.length(text);
        return fault.code() == ErrorCode.EXPR_LENGTH && bytes > ExpressionLimits.MAX_TEXT_BYTES
                ? Optional.of("Expression size has exceeded the maximum allowed size; expression size: " + bytes)
                : Optional.empty();
    }

    private static Optional<String> number(String problem, String words) {
        Matcher number = NUMBER.matcher(words);
        return number.find() ? Optional.of(problem + number.group()) : Optional.empty();
    }

    private static Optional<String> same(String words) {
        Matcher operands = SAME.matcher(words);
        return operands.matches()
                ? Optional.of("The first operand must be distinct from the remaining operands for this operator or"
                        + " function; operator: " + operands.group(1) + ", first operand: "
                        + steps(operands.group(2)))
                : Optional.empty();
    }

    private static Optional<String> paths(String relation, String words) {
        Matcher paths = PATHS.matcher(words);
        return paths.matches()
                ? Optional.of("Two document paths " + relation + " with each other; must remove or rewrite one of these"
                        + " paths; path one: " + steps(paths.group(1)) + ", path two: " + steps(paths.group(2)))
                : Optional.empty();
    }

    private static String steps(String path) {
        StringJoiner steps = new StringJoiner(", ", "[", "]");
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            steps.add(step.group());
        }
        return steps.toString();
    }

    private Optional<String> operandType(String words) {
        Matcher literal = LITERAL.matcher(words);
        if (literal.matches()) {
            return Optional.of(operandType(literal.group(1), literal.group(2)));
        }
        Matcher size = SIZE.matcher(words);
        if (size.matches()) {
            return Optional.of(operandType(size.group(1), AttributeType.NUMBER.code()));
        }
        return words.startsWith("attribute_type ") ? Optional.of(attributeType()) : Optional.empty();
    }

    private static String operandType(String operation, String type) {
        if (operation.equals("ADD") || operation.equals("DELETE")) {
            return OPERAND_TYPE + "operator: " + operation + ", operand type: " + updateName(type)
                    + ", typeSet: ALLOWED_FOR_" + operation + "_OPERAND";
        }
        return OPERAND_TYPE + "operator or function: " + operation + ", operand type: " + type;
    }

    private static String updateName(String type) {
        return switch (type) {
            case "S" -> "STRING";
            case "N" -> "NUMBER";
            case "B" -> "BINARY";
            case "BOOL" -> "BOOLEAN";
            case "L" -> "LIST";
            case "M" -> "MAP";
            default -> type;
        };
    }

    /** The first type that is none decides, since no other mistake of that function is told so. */
    private String attributeType() {
        Matcher names = TYPE_NAME.matcher(text);
        while (names.find()) {
            AttributeValue name = values.get(names.group(1));
            if (name == null) {
                break;
            } else if (!(name instanceof AttributeValue.StringValue type)) {
                return operandType("attribute_type", name.type().code());
            } else if (AttributeType.fromCode(type.text()).isEmpty()) {
                return "Invalid attribute type name found; type: " + type.text()
                        + ", valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}";
            }
        }
        return operandType("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
    }

    private Optional<String> bounds() {
        Matcher bounds = BOUNDS.matcher(text);
        while (bounds.find()) {
            AttributeValue lower = values.get(bounds.group(1));
            AttributeValue upper = values.get(bounds.group(2));
            if (lower != null && upper != null && lower.type() != upper.type()) {
                return Optional.of("The BETWEEN operator requires same data type for lower and upper bounds;"
                        + bounds(lower, upper));
            } else if (lower != null && upper != null && isReversed(lower, upper)) {
                return Optional.of(
                        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound;"
                                + bounds(lower, upper));
            }
        }
        return Optional.empty();
    }

    private static boolean isReversed(AttributeValue lower, AttributeValue upper) {
        return ValueOrder.compare(lower, upper).orElse(0) > 0;
    }

    private static String bounds(AttributeValue lower, AttributeValue upper) {
        return " lower bound operand: " + bound(lower) + ", upper bound operand: " + bound(upper);
    }

    private static String bound(AttributeValue value) {
        String content = value.toString();
        if (value instanceof AttributeValue.StringValue text) {
            content = text.text();
        } else if (value instanceof AttributeValue.NumberValue number) {
            content = number.text();
        } else if (value instanceof AttributeValue.BinaryValue binary) {
            content = binary.bytes().toBase64();
        }
        return "AttributeValue: {" + value.type().code() + ":" + content + "}";
    }
}
