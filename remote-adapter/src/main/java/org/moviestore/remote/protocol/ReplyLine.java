// SPDX-License-Identifier: Apache-2.0
package org.moviestore.remote.protocol;

import java.util.Collection;
import java.util.Optional;
import org.moviestore.item.Item;
import org.moviestore.json.JsonForm;

/** Puts together one line of a reply that is no error. Not reusable, not thread-safe. */
public final class ReplyLine {
    private final JsonLine line = JsonLine.begin();

    private ReplyLine(Optional<RequestId> id) {
        id.ifPresent(known -> line.json("id", known.json()));
    }

    /** Begins the line that ends a reply, or is all of it: it says that the request succeeded. */
    public static ReplyLine of(Optional<RequestId> id) {
        ReplyLine reply = new ReplyLine(id);
        reply.line.flag("ok", true);
        return reply;
    }

    /** Begins a line that others of the same reply follow: it says nothing yet of how the request ends. */
    public static ReplyLine part(Optional<RequestId> id) {
        return new ReplyLine(id);
    }

    /** Adds a field that is a text. */
    public ReplyLine text(String name, String value) {
        line.text(name, value);
        return this;
    }

    /** Adds a field that is a whole number. */
    public ReplyLine number(String name, long value) {
        line.number(name, value);
        return this;
    }

    /** Adds a field that is true or false. */
    public ReplyLine flag(String name, boolean value) {
        line.flag(name, value);
        return this;
    }

    /** Adds a field that is an item in the given form. */
    public ReplyLine item(String name, Item item, JsonForm form) {
        line.json(name, form.write(item));
        return this;
    }

    /** Adds a field that is an item in the given form, or null. */
    public ReplyLine item(String name, Optional<Item> item, JsonForm form) {
        line.json(name, item.map(form::write).orElse("null"));
        return this;
    }

    /** Adds a field that is a list of items in the given form. */
    public ReplyLine items(String name, Collection<Item> items, JsonForm form) {
        line.array(name, items, (item, out) -> out.append(form.write(item)));
        return this;
    }

    /** Returns the line, without the line feed. */
    public String build() {
        return line.end();
    }
}
