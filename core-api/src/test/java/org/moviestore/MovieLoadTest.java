// SPDX-License-Identifier: Apache-2.0
package org.moviestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.moviestore.item.ErrorCode;
import org.moviestore.item.InvalidRequestException;
import org.moviestore.memory.MemoryStore;
import org.moviestore.table.LoadListener;
import org.moviestore.table.LoadReport;

class MovieLoadTest {
    private final MovieStore movies = MovieStore.over(new MemoryStore(), "Movies");
    private final List<String> refused = new ArrayList<>();
    private final List<Long> progress = new ArrayList<>();
    private final LoadListener listener = new LoadListener() {
        @Override
        public void refused(String record, String reason) {
            refused.add(record + ": " + reason);
        }

        @Override
        public void loaded(long records) {
            progress.add(records);
        }
    };

    @BeforeEach
    void createTable() {
        movies.createTable();
    }

    private static InputStream utf8(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"year\":1985,\"title\":\"Title ").append(i).append("\"}\n");
        }
        return utf8(lines.toString());
    }

    @Test
    void load_ofAnArray_storesTheGoodRecordsAndNamesTheOthers() {
        LoadReport report = movies.load(utf8("""
                        [{"year": 1985, "title": "After Hours"},
                         {"title": "No year"},
                         {"year": "1985", "title": "Text year"},
                         {"year": 1985, "year": 1986, "title": "Twice"},
                         7,
                         {"year": 1985, "title": "Brazil"}]
                        """), listener);

        assertThat(report).isEqualTo(new LoadReport(2, OptionalLong.of(0), 4));
        assertThat(report.isComplete()).isFalse();
        assertThat(refused)
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("record 2: ").contains("no year"),
                        each -> assertThat(each).startsWith("record 3: ").contains("year is no number"),
                        each -> assertThat(each).startsWith("record 4: ").contains("year"),
                        each -> assertThat(each).startsWith("record 5: "));
        assertThat(movies.scan().map(Movie::title)).containsExactly("After Hours", "Brazil");
    }

    @Test
    void load_ofABrokenArray_endsThere() {
        LoadReport report = movies.load(
                utf8(
                        "[{\"year\":1985,\"title\":\"After Hours\"}, {\"year\":1985,,}, {\"year\":1985,\"title\":\"Brazil\"}]"),
                listener);

        assertThat(report).isEqualTo(new LoadReport(1, OptionalLong.of(0), 1));
        assertThat(refused).singleElement().asString().startsWith("record 2: ");
    }

    @Test
    void load_ofLines_goesOnAfterABadLine() {
        LoadReport report = movies.load(
                utf8("{\"year\":1985,\"title\":\"After Hours\"}\n\nnonsense\n{\"year\":1985,\"title\":\"Brazil\"}\n"),
                listener);

        assertThat(report).isEqualTo(new LoadReport(2, OptionalLong.of(0), 1));
        assertThat(refused).singleElement().asString().startsWith("line 3: ");
    }

    @Test
    void load_ofTheSameMovieTwice_theLastWinsAndCountsAsReplaced() {
        movies.put(Movie.of(1985, "Brazil"));

        LoadReport report = movies.load(utf8("""
                        {"year":1985,"title":"After Hours","info":{"rank":1}}
                        {"year":1985,"title":"Brazil"}
                        {"year":1985,"title":"After Hours","info":{"rank":2}}
                        """), listener);

        assertThat(report).isEqualTo(new LoadReport(3, OptionalLong.of(2), 0));
        assertThat(movies.get(1985, "After Hours"))
                .contains(Movie.of(1985, "After Hours").withInfo(info -> info.rank(2)));
    }

    @Test
    void load_ofManyRecords_tellsHowFarItIs() {
        LoadReport report = movies.load(lines(4000), listener);

        assertThat(report).isEqualTo(new LoadReport(4000, OptionalLong.of(0), 0));
        assertThat(progress).isSorted().last().isEqualTo(4000L);
        assertThat(progress).hasSizeGreaterThan(2);
        assertThat(movies.scan()).hasSize(4000);
    }

    @Test
    void load_whenTheStoreFailsHalfWay_hasToldHowMuchIsStored() {
        LoadListener dropping = new LoadListener() {
            @Override
            public void refused(String record, String reason) {
                refused.add(record);
            }

            @Override
            public void loaded(long records) {
                progress.add(records);
                if (progress.size() == 1) {
                    movies.dropTable();
                }
            }
        };

        assertThatThrownBy(() -> movies.load(lines(4000), dropping)).hasMessageContaining("no table Movies");

        assertThat(progress).hasSize(2).last().isEqualTo(progress.get(0));
    }

    @Test
    void load_ofAMovieTwiceWhenTheStoreFails_hasToldOfNeither() {
        movies.dropTable();

        assertThatThrownBy(() -> movies.load(utf8("""
                        {"year":1985,"title":"Brazil","info":{"rank":1}}
                        {"year":1985,"title":"Brazil","info":{"rank":2}}
                        """), listener)).hasMessageContaining("no table Movies");

        assertThat(progress).allMatch(records -> records == 0);
    }

    @Test
    void load_whenTheStoreFails_throwsAndKeepsWhatWasStored() {
        movies.dropTable();

        assertThatThrownBy(() -> movies.load(utf8("{\"year\":1985,\"title\":\"Brazil\"}"), listener))
                .hasMessageContaining("no table Movies");
    }

    @Test
    void checkLoad_countsWithoutAStore() {
        LoadReport report = MovieStore.checkLoad(utf8("{\"year\":1985,\"title\":\"Brazil\"}\n{}\n"), listener);

        assertThat(report).isEqualTo(new LoadReport(1, OptionalLong.of(0), 1));
        assertThat(movies.scan()).isEmpty();
    }

    @Test
    void open_memoryWithAFile_loadsIt(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("two films.json"), "[{\"year\":1985,\"title\":\"Brazil\"}]");

        try (MovieStore opened =
                MovieStore.open("memory:?load=" + file.toString().replace(" ", "%20"))) {
            assertThat(opened.scan()).containsExactly(Movie.of(1985, "Brazil"));
        }
    }

    @Test
    void open_memoryWithABadFile_saysWhichRecord(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.json"), "[{\"year\":1985}]");

        assertThatThrownBy(() -> MovieStore.open("memory:?load=" + file))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL))
                .hasMessageContaining("record 1: ");
        assertThatThrownBy(() -> MovieStore.open("memory:?load=" + folder.resolve("none.json")))
                .hasMessageContaining("no file");
        assertThatThrownBy(() -> MovieStore.open("memory:?load=" + folder))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_URL));
        assertThatThrownBy(() -> MovieStore.open("memory:?lod=x")).hasMessageContaining("no parameter \"lod\"");
    }
}
