// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.peers;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.util.PGobject;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.CustomConversions.StoreConversions;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.convert.DataAccessStrategy;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.DefaultJdbcTypeFactory;
import org.springframework.data.jdbc.core.convert.InsertStrategyFactory;
import org.springframework.data.jdbc.core.convert.JdbcConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.convert.MappingJdbcConverter;
import org.springframework.data.jdbc.core.convert.SqlGeneratorSource;
import org.springframework.data.jdbc.core.convert.SqlParametersFactory;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.jdbc.core.mapping.JdbcSimpleTypes;
import org.springframework.data.jdbc.repository.support.JdbcRepositoryFactory;
import org.springframework.data.mapping.model.SimpleTypeHolder;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

final class SpringMovies implements PeerMovies {
    private final SpringMovieRepository repository;

    SpringMovies(DataSource pool) {
        this.repository = repository(new NamedParameterJdbcTemplate(pool));
    }

    /** Does what the annotations of an application would make Spring do, but for the transactions. */
    private static SpringMovieRepository repository(NamedParameterJdbcTemplate jdbc) {
        JdbcPostgresDialect dialect = JdbcPostgresDialect.INSTANCE;
        JdbcCustomConversions conversions = conversions(dialect);
        JdbcMappingContext context = new JdbcMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        JdbcConverter converter = new MappingJdbcConverter(
                context,
                (row, path) -> {
                    throw new UnsupportedOperationException("a movie refers to nothing");
                },
                conversions,
                new DefaultJdbcTypeFactory(jdbc.getJdbcOperations(), dialect.getArraySupport()));
        DataAccessStrategy strategy = new DataAccessStrategyFactory(
                        new SqlGeneratorSource(context, converter, dialect),
                        converter,
                        jdbc,
                        new SqlParametersFactory(context, converter),
                        new InsertStrategyFactory(jdbc, dialect))
                .create();
        return new JdbcRepositoryFactory(strategy, context, converter, dialect, event -> {}, jdbc)
                .getRepository(SpringMovieRepository.class);
    }

    private static JdbcCustomConversions conversions(JdbcPostgresDialect dialect) {
        List<Object> converters = new ArrayList<>(dialect.getConverters());
        converters.addAll(JdbcCustomConversions.storeConverters());
        SimpleTypeHolder simpleTypes = new SimpleTypeHolder(dialect.simpleTypes(), JdbcSimpleTypes.HOLDER);
        return new JdbcCustomConversions(
                StoreConversions.of(simpleTypes, converters),
                List.of(DocumentReader.INSTANCE, DocumentWriter.INSTANCE));
    }

    /** Reads the column of the items. */
    @ReadingConverter
    private enum DocumentReader implements Converter<PGobject, MovieDocument> {
        INSTANCE;

        @Override
        public MovieDocument convert(PGobject source) {
            return MovieDocument.parse(String.valueOf(source.getValue()));
        }
    }

    /** Without it Spring would look for a table of documents. */
    @WritingConverter
    private enum DocumentWriter implements Converter<MovieDocument, PGobject> {
        INSTANCE;

        @Override
        public PGobject convert(MovieDocument source) {
            PGobject json = new PGobject();
            json.setType("jsonb");
            try {
                json.setValue(source.toJson());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return json;
        }
    }

    @Override
    public MovieDocument get(int year, String title) {
        return repository.findByYearAndTitle(year, title).orElseThrow().item();
    }

    @Override
    public List<MovieDocument> partition(int year) {
        return repository.findByYearOrderByTitle(year).stream()
                .map(SpringMovie::item)
                .toList();
    }
}
