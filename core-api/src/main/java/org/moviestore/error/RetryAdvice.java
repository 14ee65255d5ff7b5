// SPDX-License-Identifier: Apache-2.0
package org.moviestore.error;

/** Whether the same call may be made again after it failed. Immutable. */
public enum RetryAdvice {
    /** The same call would fail again; change it or the stored item first. */
    NEVER,
    /** Nothing happened; the same call may succeed after a pause. */
    AFTER_BACKOFF,
    /** It may have happened; call again only if doing it twice does no harm. */
    IF_IDEMPOTENT
}
