// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** Makes a certificate of localhost, and of its address 127.0.0.1, that vouches for itself. */
public final class LocalhostCertificate {
    private static final String PASSWORD = "changeit";

    private LocalhostCertificate() {}

    /** Has the JDK's keytool make one, and its key, in a folder. */
    public static TlsFiles make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String made = "-genkeypair -alias server -keyalg EC -dname CN=localhost -ext SAN=DNS:localhost,IP:127.0.0.1"
                + " -validity 2 -storetype PKCS12 -storepass " + PASSWORD;
        ProcessBuilder command = new ProcessBuilder(keytool);
        command.command().addAll(List.of(made.split(" ")));
        command.command().addAll(List.of("-keystore", store.toString()));
        Path log = folder.resolve("keytool.log");
        int code = command.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("keytool made no certificate: " + Files.readString(log));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new TlsFiles(
                pem(
                        folder.resolve("server.pem"),
                        "CERTIFICATE",
                        keys.getCertificate("server").getEncoded()),
                pem(
                        folder.resolve("server.key"),
                        "PRIVATE KEY",
                        keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path pem(Path file, String type, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }
}
