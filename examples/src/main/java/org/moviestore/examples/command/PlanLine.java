// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;
import org.moviestore.table.QueryPlan;

/** Writes how a page would be read as a line of JSON, without what there is not to say. */
final class PlanLine {
    private PlanLine() {}

    static String of(QueryPlan plan) {
        Item.Builder line = Item.builder().set("access", plan.access().name());
        plan.index().ifPresent(name -> line.set("index", name));
        plan.filteredBy().ifPresent(side -> line.set("filteredBy", side.name()));
        plan.estimatedCapacity().ifPresent(units -> line.set("estimatedCapacity", units));
        plan.backendPlan().ifPresent(text -> line.set("backendPlan", text));
        return JsonForm.NATURAL.write(line.build());
    }
}
