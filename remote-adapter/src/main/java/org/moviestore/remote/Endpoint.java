// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where a server is, and how to talk to it.
 *
 * @param host its name or address
 * @param port its port
 * @param tls makes encrypted sockets, if the server wants those
 */
record Endpoint(String host, int port, Optional<SSLSocketFactory> tls) {
    /** Connects to the first of the host's addresses that answers. */
    Socket connect(Duration timeout) throws IOException {
        return Dialing.SYSTEM.first(List.of(InetAddress.getAllByName(host)), port, timeout);
    }

    /** Agrees with the server on encryption, if it is to be, and on who it is. */
    Socket secured(Socket socket) throws IOException {
        if (tls.isEmpty()) {
            return socket;
        }
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket secure = (SSLSocket) tls.get().createSocket(socket, name, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /** Returns host and port. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
