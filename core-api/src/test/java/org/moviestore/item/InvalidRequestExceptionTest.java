// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class InvalidRequestExceptionTest {
    private static final ExpressionFault FAULT =
            new ExpressionFault.SameOperand("=", AttributePath.of("a and b").name("c"));

    private static InvalidRequestException copied(InvalidRequestException failure)
            throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (InvalidRequestException) in.readObject();
        }
    }

    @Test
    void fault_isThereOnlyIfItIsGiven() {
        assertThat(new InvalidRequestException(ErrorCode.OPERAND_SAME, "same", FAULT).fault())
                .contains(FAULT);
        assertThat(new InvalidRequestException(ErrorCode.OPERAND_SAME, "same").fault())
                .isEmpty();
    }

    @Test
    void serialization_keepsCodeAndMessageAlone() throws IOException, ClassNotFoundException {
        InvalidRequestException failure = new InvalidRequestException(ErrorCode.OPERAND_SAME, "same", FAULT);

        InvalidRequestException copy = copied(failure);

        assertThat(copy.code()).isEqualTo(ErrorCode.OPERAND_SAME);
        assertThat(copy.getMessage()).isEqualTo("same");
        assertThat(copy.fault()).isEmpty();
    }

    @Test
    void constructor_ofNull_isRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new InvalidRequestException(ErrorCode.OPERAND_SAME, "same", null))
                .withMessage("fault");
    }
}
