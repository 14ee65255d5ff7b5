// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How a server is to run. Immutable.
 *
 * @param address where to listen; for port 0 a free one is found
 * @param tls with what to prove who it is, if connections are encrypted
 * @param token that clients have to know, if they do
 * @param insecure what is meant to be open to strangers over a network
 * @param metrics where to tell metrics and health over HTTP, if anywhere
 * @param threads how many calls of the store are made at once, which suits the size of its pool
 * @param limits how much it takes on
 */
public record ServerOptions(
        InetSocketAddress address,
        Optional<TlsFiles> tls,
        Optional<String> token,
        Set<Insecure> insecure,
        Optional<InetSocketAddress> metrics,
        int threads,
        ServerLimits limits) {
    private static final int MOST_THREADS = 10_000;

    /** What is not open to strangers over a network unless that is meant. Immutable. */
    public enum Insecure {
        /** The store: away from loopback, there may be no token. */
        STORE,
        /** The metrics, which never ask for a token: they may be away from loopback. */
        METRICS
    }

    /**
     * Checks the options, and copies the set.
     *
     * @throws IllegalArgumentException if they would let strangers in without saying so, or one is out of its range; it
     *     says what to do
     */
    public ServerOptions {
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(limits, "limits");
        EnumSet<Insecure> copy = EnumSet.noneOf(Insecure.class);
        copy.addAll(insecure);
        insecure = Collections.unmodifiableSet(copy);
        checkResolved(address);
        metrics.ifPresent(ServerOptions::checkResolved);
        if (token.isPresent() && token.get().isBlank()) {
            throw new IllegalArgumentException("the token is blank; give one that nobody guesses, or none");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "the number of threads must be from 1 to " + MOST_THREADS + ", got " + threads);
        }
        if (!insecure.contains(Insecure.STORE) && isOpen(address, token)) {
            throw new IllegalArgumentException("without a token everybody who reaches " + shown(address)
                    + " could read and change the store; set a token, listen on a loopback address,"
                    + " or say that this is meant to be insecure");
        }
        if (!insecure.contains(Insecure.METRICS)
                && metrics.isPresent()
                && !metrics.get().getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("everybody who reaches " + shown(metrics.get())
                    + " could read the metrics; tell them on a loopback address,"
                    + " or say that metrics are meant to be insecure");
        }
    }

    private static boolean isOpen(InetSocketAddress address, Optional<String> token) {
        return token.isEmpty() && !address.getAddress().isLoopbackAddress();
    }

    /** Says whether everybody who reaches the address over a network can read and change the store. */
    public boolean isOpenToStrangers() {
        return isOpen(address, token);
    }

    private static void checkResolved(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "there is no address of host " + address.getHostString() + "; give one of this machine's");
        }
    }

    private static String shown(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Tells nobody the token. */
    @Override
    public String toString() {
        return "ServerOptions[address=" + address + ", tls=" + tls + ", token=" + (token.isPresent() ? "set" : "none")
                + ", insecure=" + insecure + ", metrics=" + metrics + ", threads=" + threads + ", limits=" + limits
                + "]";
    }

    /** Returns a builder of options to listen at an address, with nothing else said. */
    public static Builder builder(InetSocketAddress address) {
        return new Builder(address);
    }

    /** Builds options. Not thread-safe. */
    public static final class Builder {
        private static final int DEFAULT_THREADS = 8;

        private final InetSocketAddress address;
        private Optional<TlsFiles> tls = Optional.empty();
        private Optional<String> token = Optional.empty();
        private final Set<Insecure> insecure = EnumSet.noneOf(Insecure.class);
        private Optional<InetSocketAddress> metrics = Optional.empty();
        private int threads = DEFAULT_THREADS;
        private ServerLimits limits = ServerLimits.builder().build();

        private Builder(InetSocketAddress address) {
            this.address = Objects.requireNonNull(address, "address");
        }

        /** Encrypts the connections. */
        public Builder tls(TlsFiles value) {
            tls = Optional.of(value);
            return this;
        }

        /** Asks clients for a token. */
        public Builder token(String value) {
            token = Optional.of(value);
            return this;
        }

        /** Lets strangers use the store, or read the metrics, over a network. */
        public Builder insecure(Insecure value) {
            insecure.add(Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Tells metrics and health over HTTP at an address. */
        public Builder metrics(InetSocketAddress value) {
            metrics = Optional.of(value);
            return this;
        }

        /** Sets how many calls of the store are made at once; 8 unless told otherwise. */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /** Sets how much the server takes on. */
        public Builder limits(ServerLimits value) {
            limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if they would let strangers in without saying so, or one is out of its range
         */
        public ServerOptions build() {
            return new ServerOptions(address, tls, token, insecure, metrics, threads, limits);
        }
    }
}
