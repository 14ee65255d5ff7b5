// SPDX-License-Identifier: Apache-2.0
package org.moviestore.item;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** The two rules of every set: at least one member, and none twice. */
final class Sets {
    private Sets() {}

    static <T> Set<T> sorted(Set<T> members, Comparator<? super T> order) {
        if (members.isEmpty()) {
            throw empty();
        }
        TreeSet<T> sorted = new TreeSet<>(order);
        sorted.addAll(members);
        return Collections.unmodifiableSet(new LinkedHashSet<>(sorted));
    }

    static <T> Set<T> distinct(Collection<T> members) {
        Set<T> distinct = new LinkedHashSet<>();
        for (T member : members) {
            if (!distinct.add(member)) {
                throw new InvalidRequestException(ErrorCode.SET_DUPLICATE, "set repeats the member " + member);
            }
        }
        return distinct;
    }

    static InvalidRequestException empty() {
        return new InvalidRequestException(ErrorCode.SET_EMPTY, "a set needs at least one member");
    }
}
