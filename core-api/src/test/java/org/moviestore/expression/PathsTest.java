// SPDX-License-Identifier: Apache-2.0
package org.moviestore.expression;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.moviestore.expression.Refusals.assertRefused;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributePath;
import org.moviestore.item.ErrorCode;

class PathsTest {
    private static void check(List<String> paths) {
        Paths.checkDisjoint(paths.stream().map(AttributePath::parse).toList());
    }

    private static List<String> split(String paths) {
        return Arrays.asList(paths.split(" "));
    }

    private static List<String> reversed(List<String> paths) {
        List<String> reversed = Arrays.asList(paths.toArray(new String[0]));
        Collections.reverse(reversed);
        return reversed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b", "a.b a.c", "a[0] a[1]", "a.b[0] a.b[1] a.c", "a.b b.a", "a.b.c a.d.c", "a A"})
    void checkDisjoint_ofPathsApart_passes(String paths) {
        assertThatCode(() -> check(split(paths))).doesNotThrowAnyException();
        assertThatCode(() -> check(reversed(split(paths)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a a", "a a.b", "a a[0]", "a.b a.b.c[2]", "a[0] a[0]", "b a.x.y c a.x", "a.b a.c a.b"})
    void checkDisjoint_ofAPathInsideAnother_isRefusedInAnyOrder(String paths) {
        assertRefused(ErrorCode.PATH_OVERLAP, () -> check(split(paths)));
        assertRefused(ErrorCode.PATH_OVERLAP, () -> check(reversed(split(paths))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b a[0]", "a.b.c a.b[1]", "x a[0].b a[0][0]", "a.b.c a[1].c"})
    void checkDisjoint_ofAPlaceThatIsMapAndList_isRefusedInAnyOrder(String paths) {
        assertRefused(ErrorCode.PATH_CONFLICT, () -> check(split(paths)));
        assertRefused(ErrorCode.PATH_CONFLICT, () -> check(reversed(split(paths))));
    }

    @Test
    void checkDisjoint_ofNamesWithDots_takesThemWhole() {
        List<AttributePath> paths =
                List.of(AttributePath.of("a.b"), AttributePath.of("a").name("b"), AttributePath.of("a[0]"));

        assertThatCode(() -> Paths.checkDisjoint(paths)).doesNotThrowAnyException();
    }

    @Test
    void checkDisjoint_refused_namesBothPaths() {
        assertRefused(ErrorCode.PATH_OVERLAP, () -> check(List.of("c", "a.b", "a.b[3]")))
                .hasMessageContaining("a.b and a.b[3]");
        assertRefused(ErrorCode.PATH_CONFLICT, () -> check(List.of("a.b", "a[3]")))
                .hasMessageContaining("a.b and a[3]");
    }
}
