// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.peers;

import java.util.List;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

final class HibernateMovies implements PeerMovies {
    private static final String PARTITION = "from HibernateMovie m where m.year = :year order by m.title";

    private final SessionFactory sessions;

    HibernateMovies(DataSource pool) {
        this.sessions = new HibernatePersistenceConfiguration("movies")
                .managedClass(HibernateMovie.class)
                .property(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(AvailableSettings.GLOBALLY_QUOTED_IDENTIFIERS, true)
                .createEntityManagerFactory();
    }

    @Override
    public MovieDocument get(int year, String title) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            return session.get(HibernateMovie.class, new HibernateMovie.MovieId(year, title))
                    .item();
        }
    }

    @Override
    public List<MovieDocument> partition(int year) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            return session
                    .createSelectionQuery(PARTITION, HibernateMovie.class)
                    .setParameter("year", year)
                    .getResultList()
                    .stream()
                    .map(HibernateMovie::item)
                    .toList();
        }
    }

    @Override
    public void close() {
        sessions.close();
    }
}
