// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {
    private static final InetSocketAddress EVERYWHERE = new InetSocketAddress("0.0.0.0", 7070);
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress("127.0.0.1", 7070);

    @Test
    void build_nothingSaid_hasTheDefaults() {
        ServerOptions options = ServerOptions.builder(LOOPBACK).build();

        assertThat(options.insecure()).isEmpty();
        assertThat(options.threads()).isEqualTo(8);
        assertThat(options.limits())
                .isEqualTo(new ServerLimits(
                        16 << 20, 100, 1000, 256, 10_000, Duration.ofMinutes(10), 16 << 20, Duration.ofSeconds(30)));
    }

    @Test
    void build_notOnLoopbackWithoutToken_isRefused() {
        ServerOptions.Builder builder = ServerOptions.builder(EVERYWHERE);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0:7070")
                .hasMessageContaining("set a token");
    }

    @Test
    void build_notOnLoopbackWithTokenOrInsecure_isTaken() {
        ServerOptions withToken = ServerOptions.builder(EVERYWHERE).token("t").build();
        ServerOptions insecure = ServerOptions.builder(EVERYWHERE)
                .insecure(ServerOptions.Insecure.STORE)
                .build();

        assertThat(withToken.token()).contains("t");
        assertThat(insecure.insecure()).containsExactly(ServerOptions.Insecure.STORE);
    }

    @Test
    void build_metricsNotOnLoopback_isRefusedUnlessTheyAreInsecure() {
        ServerOptions.Builder builder = ServerOptions.builder(LOOPBACK)
                .token("t")
                .insecure(ServerOptions.Insecure.STORE)
                .metrics(EVERYWHERE);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metrics");
        assertThat(builder.insecure(ServerOptions.Insecure.METRICS).build().metrics())
                .contains(EVERYWHERE);
    }

    @Test
    void build_insecureMetrics_doNotOpenTheStore() {
        ServerOptions.Builder builder = ServerOptions.builder(EVERYWHERE)
                .insecure(ServerOptions.Insecure.METRICS)
                .metrics(EVERYWHERE);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set a token");
    }

    @Test
    void isOpenToStrangers_isSoOffLoopbackWithoutToken() {
        ServerOptions open = ServerOptions.builder(EVERYWHERE)
                .insecure(ServerOptions.Insecure.STORE)
                .build();
        ServerOptions asking = ServerOptions.builder(EVERYWHERE)
                .insecure(ServerOptions.Insecure.STORE)
                .token("t")
                .build();
        ServerOptions own = ServerOptions.builder(LOOPBACK).build();

        assertThat(open.isOpenToStrangers()).isTrue();
        assertThat(asking.isOpenToStrangers()).isFalse();
        assertThat(own.isOpenToStrangers()).isFalse();
    }

    @Test
    void build_blankToken_isRefused() {
        ServerOptions.Builder builder = ServerOptions.builder(LOOPBACK).token(" ");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank");
    }

    @Test
    void build_unknownHost_isRefused() {
        ServerOptions.Builder builder =
                ServerOptions.builder(InetSocketAddress.createUnresolved("nowhere.invalid", 7070));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere.invalid");
    }

    @Test
    void build_noThreads_isRefused() {
        ServerOptions.Builder builder = ServerOptions.builder(LOOPBACK).threads(0);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("threads must be from 1");
    }

    @Test
    void limits_outOfRange_nameTheRange() {
        ServerLimits.Builder lines = ServerLimits.builder().maxLineBytes(10);
        ServerLimits.Builder idle = ServerLimits.builder().idle(Duration.ZERO);

        assertThatThrownBy(lines::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the bytes of a line must be from 1024 to 536870912, got 10");
        assertThatThrownBy(idle::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("idle seconds");
    }

    @Test
    void toString_withToken_doesNotTellIt() {
        ServerOptions options =
                ServerOptions.builder(LOOPBACK).token("open-sesame").build();

        assertThat(options.toString()).doesNotContain("sesame").contains("token=set");
    }
}
