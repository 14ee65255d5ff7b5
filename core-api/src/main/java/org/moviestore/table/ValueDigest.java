// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.moviestore.item.AttributeValue;
import org.moviestore.item.AttributeValue.BinarySetValue;
import org.moviestore.item.AttributeValue.BinaryValue;
import org.moviestore.item.AttributeValue.BooleanValue;
import org.moviestore.item.AttributeValue.ListValue;
import org.moviestore.item.AttributeValue.MapValue;
import org.moviestore.item.AttributeValue.NullValue;
import org.moviestore.item.AttributeValue.NumberSetValue;
import org.moviestore.item.AttributeValue.NumberValue;
import org.moviestore.item.AttributeValue.StringSetValue;
import org.moviestore.item.AttributeValue.StringValue;
import org.moviestore.item.Bytes;
import org.moviestore.item.Utf8;

/**
 * A digest of values and texts, the same for equal ones. Everything is preceded by its length or number, and values by
 * their type, so that different ones are never written alike. Maps are written in the order of their names; numbers and
 * sets are canonical by themselves. Not thread-safe.
 */
final class ValueDigest implements AttributeValue.Visitor<ValueDigest> {
    private final MessageDigest digest;

    ValueDigest() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the digest of all that was added, and begins anew. */
    Bytes sum() {
        return Bytes.of(digest.digest());
    }

    ValueDigest text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        count(utf8.length);
        digest.update(utf8);
        return this;
    }

    ValueDigest texts(Collection<String> texts) {
        count(texts.size());
        texts.forEach(this::text);
        return this;
    }

    ValueDigest values(Collection<AttributeValue> values) {
        count(values.size());
        values.forEach(value -> value.accept(this));
        return this;
    }

    ValueDigest entries(Map<String, AttributeValue> entries) {
        Map<String, AttributeValue> sorted = new TreeMap<>(Utf8.ORDER);
        sorted.putAll(entries);
        count(sorted.size());
        sorted.forEach((name, value) -> value.accept(text(name)));
        return this;
    }

    private ValueDigest bytes(Bytes bytes) {
        count(bytes.length());
        digest.update(bytes.asByteBuffer());
        return this;
    }

    private void count(int count) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, count));
    }

    private ValueDigest type(AttributeValue value) {
        return text(value.type().code());
    }

    @Override
    public ValueDigest string(StringValue value) {
        return type(value).text(value.text());
    }

    @Override
    public ValueDigest number(NumberValue value) {
        return type(value).text(value.text());
    }

    @Override
    public ValueDigest binary(BinaryValue value) {
        return type(value).bytes(value.bytes());
    }

    @Override
    public ValueDigest bool(BooleanValue value) {
        return type(value).text(Boolean.toString(value.value()));
    }

    @Override
    public ValueDigest nullValue(NullValue value) {
        return type(value);
    }

    @Override
    public ValueDigest list(ListValue value) {
        return type(value).values(value.elements());
    }

    @Override
    public ValueDigest map(MapValue value) {
        return type(value).entries(value.entries());
    }

    @Override
    public ValueDigest stringSet(StringSetValue value) {
        return type(value).texts(value.members());
    }

    @Override
    public ValueDigest numberSet(NumberSetValue value) {
        return type(value).texts(value.members().stream().map(NumberValue::text).toList());
    }

    @Override
    public ValueDigest binarySet(BinarySetValue value) {
        type(value).count(value.members().size());
        value.members().forEach(this::bytes);
        return this;
    }
}
