// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.peers;

import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

final class JooqMovies implements PeerMovies {
    private static final Table<Record> MOVIES = DSL.table(DSL.name("Movies"));
    private static final Field<Integer> YEAR = DSL.field(DSL.name("year"), SQLDataType.INTEGER);
    private static final Field<String> TITLE = DSL.field(DSL.name("title"), SQLDataType.VARCHAR);
    private static final Field<JSONB> ITEM = DSL.field(DSL.name("item"), SQLDataType.JSONB);

    private final DSLContext jooq;

    JooqMovies(DataSource pool) {
        this.jooq = DSL.using(pool, SQLDialect.POSTGRES, new Settings().withExecuteLogging(false));
    }

    @Override
    public MovieDocument get(int year, String title) {
        JSONB item = jooq.select(ITEM)
                .from(MOVIES)
                .where(YEAR.eq(year))
                .and(TITLE.eq(title))
                .fetchOne(ITEM);
        return MovieDocument.parse(Objects.requireNonNull(item, title).data());
    }

    @Override
    public List<MovieDocument> partition(int year) {
        return jooq.select(ITEM)
                .from(MOVIES)
                .where(YEAR.eq(year))
                .orderBy(TITLE)
                .fetch(row -> MovieDocument.parse(row.value1().data()));
    }
}
