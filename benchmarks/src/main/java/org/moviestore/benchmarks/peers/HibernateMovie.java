// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.peers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of our table as Hibernate maps it. */
@Entity
@Table(name = "Movies")
@IdClass(HibernateMovie.MovieId.class)
public class HibernateMovie {
    @Id
    @Column(name = "year")
    private int year;

    @Id
    @Column(name = "title")
    private @Nullable String title;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "item")
    private @Nullable MovieDocument item;

    /**
     * The primary key.
     *
     * @param year the movie's year
     * @param title its title
     */
    public record MovieId(int year, String title) implements Serializable {}

    /** For Hibernate. */
    protected HibernateMovie() {}

    MovieDocument item() {
        return Objects.requireNonNull(item, "item");
    }

    /** Returns the key. */
    @Override
    public String toString() {
        return year + " " + title;
    }
}
