// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an address that is written as HOST:PORT, an IPv6 address in brackets. */
final class HostPort implements ITypeConverter<InetSocketAddress> {
    private static final int MAX_PORT = 65_535;

    @Override
    public InetSocketAddress convert(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw malformed(text);
        }
        String host = text.substring(0, colon);
        boolean isInBrackets = host.startsWith("[") && host.endsWith("]");
        if (!isInBrackets && host.contains(":")) {
            throw malformed(text);
        }
        return new InetSocketAddress(
                isInBrackets ? host.substring(1, host.length() - 1) : host, port(text, text.substring(colon + 1)));
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // No port either.
        }
        throw malformed(text);
    }

    private static TypeConversionException malformed(String text) {
        return new TypeConversionException(
                "'" + text + "' is no address; write HOST:PORT, such as 127.0.0.1:7070 or [::1]:7070");
    }

    /** Writes an address so that it can be read again. */
    static String of(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
