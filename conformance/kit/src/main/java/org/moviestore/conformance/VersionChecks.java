// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.moviestore.error.ConditionFailedException;
import org.moviestore.expression.Update;
import org.moviestore.item.Item;
import org.moviestore.item.Key;
import org.moviestore.table.DeleteRequest;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.PutRequest;
import org.moviestore.table.TableOptions;
import org.moviestore.table.TableSchema;
import org.moviestore.table.UpdateRequest;

/** The shared table with versions, and requests that expect one. */
abstract class VersionChecks extends ConformanceTests {
    static final TableOptions VERSIONED = TableOptions.none().withVersionAttribute("version");

    /** Returns {@link #table()} with versions. */
    final DocumentTable versioned() {
        return store().table(schema().tableName(), VERSIONED);
    }

    final TableSchema schema() {
        return table().schema();
    }

    final PutRequest.Builder put(Key key, Item attributes) {
        return PutRequest.builder(schema(), withKey(key, attributes));
    }

    final UpdateRequest.Builder update(Key key, Update update, long expected) {
        return UpdateRequest.builder(schema(), key, update).expectedVersion(expected);
    }

    final DeleteRequest.Builder delete(Key key, long expected) {
        return DeleteRequest.builder(schema(), key).expectedVersion(expected);
    }

    static void assertConditionFails(ThrowingCallable write) {
        assertThatExceptionOfType(ConditionFailedException.class).isThrownBy(write);
    }
}
