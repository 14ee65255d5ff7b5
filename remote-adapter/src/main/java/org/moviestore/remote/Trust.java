// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

/** Whom a client trusts to be the server. */
final class Trust {
    private Trust() {}

    /**
     * Returns what makes sockets to servers that the certificates of a PEM file vouch for, or, without a file, those of
     * the JDK's trust store.
     *
     * @throws InvalidRequestException with {@link ErrorCode#STORE_URL} if the file cannot be used
     */
    static SSLSocketFactory sockets(Optional<Path> file) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            if (file.isPresent()) {
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(keyStore(file.get()));
                context.init(null, trust.getTrustManagers(), null);
            } else {
                context.init(null, null, null);
            }
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make TLS connections: " + e.getMessage(), e);
        }
    }

    private static KeyStore keyStore(Path file) throws GeneralSecurityException {
        Collection<? extends Certificate> certificates = certificates(file);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates = factory.generateCertificates(pem);
            if (certificates.isEmpty()) {
                throw refused(file, "holds no certificate");
            }
            return certificates;
        } catch (CertificateException e) {
            throw refused(file, "holds no certificate that can be read (" + e.getMessage() + ")");
        } catch (NoSuchFileException e) {
            throw refused(file, "is not there");
        } catch (IOException e) {
            throw refused(file, "cannot be read (" + e.getMessage() + ")");
        }
    }

    private static InvalidRequestException refused(Path file, String what) {
        return new InvalidRequestException(
                ErrorCode.STORE_URL,
                "the file " + file + " of whom to trust " + what
                        + "; name a PEM file of the server's certificate or of the authority that signed it");
    }
}
