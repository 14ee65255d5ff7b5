// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.jmh;

import java.math.BigDecimal;
import java.util.List;
import org.moviestore.item.Item;

/** The item that the JMH benchmarks work on. */
public final class SampleItem {
    private static final String PLOT =
            "A courier who never opens what she carries is handed a letter addressed to herself,"
                    + " forty years late, and follows its instructions across a country that has forgotten the war it was"
                    + " written in; at every station somebody has been waiting for her, and none of them agrees about why.";

    private SampleItem() {}

    /** Returns a movie of about 840 bytes of JSON. */
    public static Item movie() {
        return Item.builder()
                .set("year", 1994)
                .set("title", "The Letter of the Northern Line 004217")
                .set("info", info().toMapValue())
                .build();
    }

    private static Item info() {
        return Item.builder()
                .set("directors", List.of("Alba Ferreira"))
                .set("release_date", "1994-03-18T00:00:00Z")
                .set("rating", new BigDecimal("7.8"))
                .set("genres", List.of("Drama", "Mystery"))
                .set("image_url", "https://images.example.org/posters/4f1b22c09a7de813._V1_SX400_.jpg")
                .set("plot", PLOT)
                .set("rank", 4217)
                .set("running_time_secs", 6480)
                .set("actors", List.of("Ines Duarte", "Tomas Lindqvist", "Maren Okafor"))
                .build();
    }
}
