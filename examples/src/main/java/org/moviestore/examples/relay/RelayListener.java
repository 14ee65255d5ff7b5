// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.relay;

/**
 * Is told how far a relay has come while it runs, on the thread that runs it. What a listener throws ends the relay.
 */
public interface RelayListener {
    /** The relay has come so far; at the end this is called once more, also if it fails. */
    void relayed(RelayReport soFar);
}
