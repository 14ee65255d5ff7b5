// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.nio.file.Path;
import java.util.Objects;

/**
 * With what a server proves who it is. Immutable.
 *
 * @param certificates its certificate and those that vouch for it, in PEM
 * @param key its private key, in PEM, PKCS #8, without a password
 */
public record TlsFiles(Path certificates, Path key) {
    /** Checks that nothing is missing. */
    public TlsFiles {
        Objects.requireNonNull(certificates, "certificates");
        Objects.requireNonNull(key, "key");
    }
}
