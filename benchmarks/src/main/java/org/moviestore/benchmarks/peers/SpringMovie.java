// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks.peers;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A row of our table as Spring Data JDBC maps it, which in this version takes one column for the key.
 *
 * @param title its title
 * @param year its year
 * @param item all of it
 */
@Table("Movies")
public record SpringMovie(@Id String title, int year, MovieDocument item) {}
