// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Makes sockets that say they are encrypted and are not, so that a test has a hand in what a client does with them. */
final class PlainTls extends SSLSocketFactory {
    private final Handshake handshake;
    private final BiFunction<Integer, OutputStream, OutputStream> outputs;
    private final AtomicInteger sockets = new AtomicInteger();

    /** What happens when both agree on encryption. */
    interface Handshake {
        void begin(int number) throws IOException;
    }

    /**
     * Creates a maker of sockets.
     *
     * @param handshake is given the number of the socket, from 0
     * @param outputs is given the number too, and what its requests are to be written to
     */
    PlainTls(Handshake handshake, BiFunction<Integer, OutputStream, OutputStream> outputs) {
        this.handshake = handshake;
        this.outputs = outputs;
    }

    /** Connects to a server by such sockets. */
    SharedConnection connect(ScriptedServer server) {
        Duration time = Duration.ofSeconds(30);
        Settings settings = new Settings(Optional.empty(), time, time, time, 100_000, System::nanoTime);
        return SharedConnection.open(new Endpoint("127.0.0.1", server.port(), Optional.of(this)), settings);
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) {
        return new Plain(plain, sockets.getAndIncrement());
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    /** Does only what a client asks of it. */
    private final class Plain extends SSLSocket {
        private final Socket plain;
        private final int number;

        Plain(Socket plain, int number) {
            this.plain = plain;
            this.number = number;
        }

        @Override
        public void startHandshake() throws IOException {
            handshake.begin(number);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return plain.getInputStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return outputs.apply(number, plain.getOutputStream());
        }

        @Override
        public SSLParameters getSSLParameters() {
            return new SSLParameters();
        }

        @Override
        public void setSSLParameters(SSLParameters parameters) {
            // There is nothing to agree on.
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return new String[0];
        }

        @Override
        public String[] getEnabledCipherSuites() {
            return new String[0];
        }

        @Override
        public void setEnabledCipherSuites(String[] suites) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String[] getSupportedProtocols() {
            return new String[0];
        }

        @Override
        public String[] getEnabledProtocols() {
            return new String[0];
        }

        @Override
        public void setEnabledProtocols(String[] protocols) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SSLSession getSession() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setUseClientMode(boolean mode) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean getUseClientMode() {
            return true;
        }

        @Override
        public void setNeedClientAuth(boolean need) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean getNeedClientAuth() {
            return false;
        }

        @Override
        public void setWantClientAuth(boolean want) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean getWantClientAuth() {
            return false;
        }

        @Override
        public void setEnableSessionCreation(boolean flag) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean getEnableSessionCreation() {
            return true;
        }
    }
}
