// SPDX-License-Identifier: Apache-2.0
package org.moviestore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;

class StoreUrlTest {
    @Test
    void parse_aFullUrl_takesItApart() {
        StoreUrl url =
                StoreUrl.parse("jdbc:postgresql://ann:p%40ss+word@db.example:5433/films?table=My.Movies&schema=a%26b");

        assertThat(url.scheme()).isEqualTo("postgresql");
        assertThat(url.user()).contains("ann");
        assertThat(url.password()).contains("p@ss+word");
        assertThat(url.host()).isEqualTo("db.example");
        assertThat(url.port()).isEqualTo(5433);
        assertThat(url.path()).isEqualTo("films");
        assertThat(url.parameter("table")).contains("My.Movies");
        assertThat(url.parameter("schema")).contains("a&b");
        assertThat(url.parameter("other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory:", "memory://", "MEMORY:?x=y"})
    void parse_aUrlWithoutPlace_hasNone(String text) {
        StoreUrl url = StoreUrl.parse(text);

        assertThat(url.scheme()).isEqualTo("memory");
        assertThat(url.host()).isEmpty();
        assertThat(url.port()).isEqualTo(-1);
        assertThat(url.path()).isEmpty();
        assertThat(url.user()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamodb:///Movies?endpoint=http://localhost:8000", "dynamodb:///Movies"})
    void parse_aUrlWithoutHost_keepsThePath(String text) {
        StoreUrl url = StoreUrl.parse(text);

        assertThat(url.host()).isEmpty();
        assertThat(url.path()).isEqualTo("Movies");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Movies",
                "post gres://x",
                "postgresql://ann:se cret@host/db",
                "postgresql://ann:secret@/db",
                "memory:?load",
                "memory:?=x",
                "memory:?load=%zz",
                "memory:#load=secret",
                "postgresql://u:12?secret@host/db?table=M"
            })
    void parse_noUrl_isRefusedWithoutItsText(String text) {
        assertThatThrownBy(() -> StoreUrl.parse(text))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL))
                .message()
                .doesNotContain("secret", "se cret");
    }

    @Test
    void parse_aParameterGivenTwice_isRefusedWithoutItsValues() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> StoreUrl.parse("memory:?fullScans=refuse&x=y&fullScans=allow"))
                .withMessage("the store URL gives the parameter fullScans twice; give it once")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL));
    }

    @Test
    void toString_showsNoPassword() {
        StoreUrl url = StoreUrl.parse("postgresql://ann:secret@host:1/db?password=secret");

        assertThat(url.toString()).isEqualTo("postgresql://host:1/db");
    }

    @Test
    void allowParameters_refusesOthers() {
        StoreUrl url = StoreUrl.parse("memory:?tabel=x");

        assertThatThrownBy(() -> url.allowParameters(Set.of("table", "load")))
                .hasMessageContaining("tabel")
                .hasMessageContaining("[load, table]");
    }

    @Test
    void open_unknownScheme_namesTheSchemesFoundAndTheArtifactToAdd() {
        assertThatThrownBy(() -> DocumentStore.open("postgresql://localhost/films"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL))
                .hasMessageContaining("[memory]")
                .hasMessageContaining("org.moviestore:moviestore-postgres");
        assertThatThrownBy(() -> DocumentStore.open("mongodb://localhost/films"))
                .hasMessageContaining("[memory]");
    }
}
