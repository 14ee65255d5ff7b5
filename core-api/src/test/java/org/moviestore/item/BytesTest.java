// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.moviestore.item.Refusals.codeOf;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    @Test
    void of_anArray_copiesIt() {
        byte[] source = {1, 2};
        Bytes bytes = Bytes.of(source);

        source[0] = 9;

        assertThat(bytes).isEqualTo(bytes(1, 2)).hasSameHashCodeAs(bytes(1, 2)).isNotEqualTo(bytes(9, 2));
    }

    @Test
    void of_aBuffer_takesWhatRemainsAndLeavesThePosition() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);

        assertThat(Bytes.of(buffer)).isEqualTo(bytes(2, 3));
        assertThat(buffer.position()).isEqualTo(1);
        assertThat(Bytes.of(buffer.asReadOnlyBuffer())).isEqualTo(bytes(2, 3));
    }

    @Test
    void asByteBuffer_ofBytes_isReadOnly() {
        ByteBuffer view = bytes(1, 2).asByteBuffer();

        assertThat(view).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> view.put((byte) 9));
    }

    @Test
    void compareTo_ofBytes_isUnsigned() {
        assertThat(bytes(0x7f)).isLessThan(bytes(0x80));
        assertThat(bytes(0x80)).isLessThan(bytes(0xff));
        assertThat(Bytes.EMPTY).isLessThan(bytes(0));
        assertThat(bytes(1)).isLessThan(bytes(1, 0));
        assertThat(bytes(1, 2)).isEqualByComparingTo(bytes(1, 2));
    }

    @Test
    void startsWith_aPrefix_saysSo() {
        assertThat(bytes(1, 2, 3).startsWith(bytes(1, 2))).isTrue();
        assertThat(bytes(1, 2).startsWith(bytes(1, 2))).isTrue();
        assertThat(bytes(1, 2).startsWith(Bytes.EMPTY)).isTrue();
        assertThat(bytes(1, 2).startsWith(bytes(2))).isFalse();
        assertThat(bytes(1).startsWith(bytes(1, 2))).isFalse();
    }

    @Test
    void contains_aPart_saysSo() {
        assertThat(bytes(1, 1, 2).contains(bytes(1, 2))).isTrue();
        assertThat(bytes(1, 2).contains(bytes(1, 2))).isTrue();
        assertThat(Bytes.EMPTY.contains(Bytes.EMPTY)).isTrue();
        assertThat(bytes(1, 2, 3).contains(bytes(1, 3))).isFalse();
        assertThat(bytes(1).contains(bytes(1, 2))).isFalse();
    }

    @Test
    void contains_aLongPart_saysSo() {
        byte[] content = new byte[300];
        new Random(7).nextBytes(content);
        Bytes bytes = Bytes.of(content);
        byte[] changed = Arrays.copyOfRange(content, 100, 250);
        changed[149]++;

        assertThat(bytes.contains(Bytes.of(Arrays.copyOfRange(content, 100, 250))))
                .isTrue();
        assertThat(bytes.contains(Bytes.of(Arrays.copyOfRange(content, 150, 300))))
                .isTrue();
        assertThat(bytes.contains(Bytes.of(changed))).isFalse();
    }

    @Test
    void base64_ofBytes_isPaddedAndReadBack() {
        assertThat(bytes(1, 0xff)).hasToString("Af8=");
        assertThat(Bytes.fromBase64("Af8=")).isEqualTo(bytes(1, 0xff));
        assertThat(Bytes.fromBase64("")).isEqualTo(Bytes.EMPTY);
        assertThat(bytes(1, 0xff).length()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "A", "A===", "Af8=x", "_-8=", "Af\n8="})
    void fromBase64_ofOtherText_isRefused(String text) {
        assertThat(codeOf(() -> Bytes.fromBase64(text))).isEqualTo(ErrorCode.JSON_SYNTAX);
    }

    private static Bytes bytes(int... unsigned) {
        byte[] content = new byte[unsigned.length];
        for (int i = 0; i < unsigned.length; i++) {
            content[i] = (byte) unsigned[i];
        }
        return Bytes.of(content);
    }
}
