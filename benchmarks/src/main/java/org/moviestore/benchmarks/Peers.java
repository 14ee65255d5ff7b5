// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.moviestore.Movie;
import org.moviestore.benchmarks.peers.PeerMovies;
import org.moviestore.expression.KeyCondition;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.QueryRequest;

/** Reads into items, against other libraries that read the same table into objects, over one pool of connections. */
final class Peers {
    private final PostgresArena arena;
    private final DocumentTable table;
    private final Films films;
    private final Map<Peer, PeerMovies> open = new ConcurrentHashMap<>();

    private enum Peer {
        JOOQ(PeerMovies::jooq),
        HIBERNATE(PeerMovies::hibernate),
        SPRING_DATA(PeerMovies::springData);

        private final Function<DataSource, PeerMovies> opening;

        Peer(Function<DataSource, PeerMovies> opening) {
            this.opening = opening;
        }
    }

    Peers(PostgresArena arena) {
        this.arena = arena;
        this.table = arena.movies();
        this.films = arena.films();
    }

    List<Contest> contests() {
        return List.of(get(), partition());
    }

    /** Opens the library when it is first asked, since some take a while. */
    private PeerMovies movies(Peer peer) {
        return open.computeIfAbsent(peer, each -> arena.toBeClosed(each.opening.apply(arena.pool())));
    }

    private Contest get() {
        return Race.of((i, sink) -> {
                    int index = films.scattered(i);
                    table.get(Film.keyOf(films.year(index), films.title(index))).ifPresent(sink::take);
                })
                .against(Goal.GET_AGAINST_JOOQ, get(Peer.JOOQ))
                .against(Goal.GET_AGAINST_HIBERNATE, get(Peer.HIBERNATE))
                .against(Goal.GET_AGAINST_SPRING_DATA, get(Peer.SPRING_DATA));
    }

    private Operation get(Peer peer) {
        return (i, sink) -> {
            int index = films.scattered(i);
            sink.take(movies(peer).get(films.year(index), films.title(index)));
        };
    }

    private Contest partition() {
        return Race.of((i, sink) -> table.stream(
                                QueryRequest.of(table.schema(), KeyCondition.partition(Movie.YEAR, films.partition(i))))
                        .forEach(sink::take))
                .against(Goal.PARTITION_AGAINST_JOOQ, partition(Peer.JOOQ))
                .against(Goal.PARTITION_AGAINST_HIBERNATE, partition(Peer.HIBERNATE))
                .against(Goal.PARTITION_AGAINST_SPRING_DATA, partition(Peer.SPRING_DATA));
    }

    private Operation partition(Peer peer) {
        return (i, sink) -> movies(peer).partition(films.partition(i)).forEach(sink::take);
    }
}
