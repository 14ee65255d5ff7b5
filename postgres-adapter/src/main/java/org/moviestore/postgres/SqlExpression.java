// SPDX-License-Identifier: Apache-2.0
package org.moviestore.postgres;

/** A part of a statement that is closed in itself, and is written as often as the statement needs it. */
interface SqlExpression {
    Sql writeTo(Sql out);
}
