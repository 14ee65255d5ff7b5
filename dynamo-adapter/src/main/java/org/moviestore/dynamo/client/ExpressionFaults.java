// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Optional;
import org.moviestore.dynamo.client.RequestExpressions.Parameter;
import org.moviestore.expression.ExpressionLimits;
import org.moviestore.item.AttributeType;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.ExpressionFault;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.item.KeyConditionFault;
import org.moviestore.item.Utf8;

/**
 * What the service says of an expression that this library refused, from what is wrong with it and from its text. The
 * service looks at the grammar first, then at words, then at all else. What it has no words for is said in this
 * library's. Immutable.
 */
final class ExpressionFaults implements ExpressionFault.Visitor<String> {
    private static final String OPERAND_TYPE = "Incorrect operand type for operator or function; ";

    private final Parameter parameter;
    private final String text;
    private final ExpressionTokens tokens;
    private final ErrorCode code;

    private ExpressionFaults(Parameter parameter, String text, ErrorCode code) {
        this.parameter = parameter;
        this.text = text;
        this.tokens = new ExpressionTokens(text);
        this.code = code;
    }

    /** Returns the service's message, which may begin with the name of the parameter that the text comes from. */
    static String describe(Parameter parameter, String text, InvalidRequestException refusal) {
        ExpressionFaults faults = new ExpressionFaults(parameter, text, refusal.code());
        Optional<ExpressionFault> fault = refusal.fault();
        return fault.isPresent() ? fault.get().accept(faults) : faults.describe(refusal.getMessage());
    }

    /** Returns the message where the code and the text tell everything. */
    private String describe(String words) {
        if (text.isEmpty()) {
            return unreadable("The expression can not be empty;");
        } else if (text.isBlank()) {
            return unreadable(ExpressionTokens.syntaxError("<EOF>", text));
        } else if (code == ErrorCode.EXPR_LENGTH) {
            return unreadable(
                    "Expression size has exceeded the maximum allowed size; expression size: " + Utf8.length(text));
        } else if (code == ErrorCode.EXPR_OPERATORS) {
            return invalid("The expression contains too many operators; operator count: "
                    + (ExpressionLimits.MAX_OPERATORS + 1));
        }
        return code == ErrorCode.KEY_TYPE ? KeyConditionFaults.OTHER_TYPE : invalid(words);
    }

    private String unreadable(String problem) {
        return "Invalid " + parameter + ": " + problem;
    }

    /** Returns the message of a problem that counts only if there is none with words. */
    private String invalid(String problem) {
        return unreadable(WordFaults.find(tokens, parameter == Parameter.UPDATE).orElse(problem));
    }

    @Override
    public String unexpectedToken(ExpressionFault.UnexpectedToken fault) {
        return unreadable(SyntaxFaults.unexpected(tokens, fault.position()));
    }

    @Override
    public String missingTest(ExpressionFault.MissingTest fault) {
        return unreadable(SyntaxFaults.untested(tokens, fault.position()));
    }

    @Override
    public String reservedWord(ExpressionFault.ReservedWord fault) {
        Optional<String> syntax = SyntaxFaults.misplaced(tokens, fault.position());
        return syntax.isPresent() ? unreadable(syntax.get()) : invalid(WordFaults.reserved(fault.word()));
    }

    @Override
    public String misusedFunction(ExpressionFault.MisusedFunction fault) {
        Optional<String> syntax = SyntaxFaults.miscalled(tokens, fault.function());
        return syntax.isPresent() ? unreadable(syntax.get()) : invalid(SyntaxFaults.misused(fault.function()));
    }

    @Override
    public String missingPath(ExpressionFault.MissingPath fault) {
        return invalid("Operator or function requires a document path; operator or function: " + fault.function());
    }

    @Override
    public String undefinedPlaceholder(ExpressionFault.UndefinedPlaceholder fault) {
        return invalid(
                fault.placeholder().startsWith("#")
                        ? "An expression attribute name used in the document path is not defined; attribute name: "
                                + fault.placeholder()
                        : "An expression attribute value used in expression is not defined; attribute value: "
                                + fault.placeholder());
    }

    @Override
    public String operandCount(ExpressionFault.OperandCount fault) {
        return invalid(
                code == ErrorCode.IN_SIZE
                        ? "The IN operator is provided with too many operands; number of operands: " + fault.count()
                        : "Incorrect number of operands for operator or function; operator or function: "
                                + fault.operation() + ", number of operands: " + fault.count());
    }

    @Override
    public String operandType(ExpressionFault.OperandType fault) {
        String operation = fault.operation();
        if (operation.equals("ADD") || operation.equals("DELETE")) {
            return invalid(OPERAND_TYPE + "operator: " + operation + ", operand type: " + updateName(fault.type())
                    + ", typeSet: ALLOWED_FOR_" + operation + "_OPERAND");
        }
        return wrongType(operation, fault.type().code());
    }

    private String wrongType(String operation, String type) {
        return invalid(OPERAND_TYPE + "operator or function: " + operation + ", operand type: " + type);
    }

    private static String updateName(AttributeType type) {
        return switch (type) {
            case STRING, NUMBER, BINARY, BOOLEAN, LIST, MAP -> type.name();
            case NULL, STRING_SET, NUMBER_SET, BINARY_SET -> type.code();
        };
    }

    @Override
    public String sameOperand(ExpressionFault.SameOperand fault) {
        return invalid("The first operand must be distinct from the remaining operands for this operator or function;"
                + " operator: " + fault.operation() + ", first operand: "
                + fault.path().steps());
    }

    @Override
    public String unknownType(ExpressionFault.UnknownType fault) {
        return fault.name().isPresent()
                ? invalid("Invalid attribute type name found; type: "
                        + fault.name().get() + ", valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}")
                : wrongType("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
    }

    @Override
    public String unfitBounds(ExpressionFault.UnfitBounds fault) {
        String rule = fault.lower().type() == fault.upper().type()
                ? "upper bound to be greater than or equal to lower bound"
                : "same data type for lower and upper bounds";
        return invalid("The BETWEEN operator requires " + rule + "; lower bound operand: " + bound(fault.lower())
                + ", upper bound operand: " + bound(fault.upper()));
    }

    private static String bound(AttributeValue value) {
        String content = value.toString();
        if (value instanceof AttributeValue.StringValue string) {
            content = string.text();
        } else if (value instanceof AttributeValue.NumberValue number) {
            content = number.text();
        } else if (value instanceof AttributeValue.BinaryValue binary) {
            content = binary.bytes().toBase64();
        }
        return "AttributeValue: {" + value.type().code() + ":" + content + "}";
    }

    @Override
    public String meetingPaths(ExpressionFault.MeetingPaths fault) {
        return invalid("Two document paths " + (code == ErrorCode.PATH_CONFLICT ? "conflict" : "overlap")
                + " with each other; must remove or rewrite one of these paths; path one: "
                + fault.one().steps() + ", path two: " + fault.other().steps());
    }

    @Override
    public String pathDepth(ExpressionFault.PathDepth fault) {
        return invalid("The document path has too many nesting levels; nesting levels: " + fault.steps());
    }

    @Override
    public String listIndex(ExpressionFault.ListIndex fault) {
        return invalid("List index is not within the allowable range; index: [" + fault.index() + "]");
    }

    @Override
    public String keyCondition(KeyConditionFault fault) {
        return fault.accept(new KeyConditionFaults());
    }
}
