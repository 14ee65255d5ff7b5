// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.moviestore.proof.sdk.PathDraw.Path;
import org.moviestore.proof.sdk.TableForm.IndexForm;
import org.moviestore.proof.sdk.TableForm.KeyPart;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Draws update expressions as text, most of which can be applied to the item that they are drawn for. */
final class UpdateText {
    private final Scene scene;
    private final Draw draw;
    private final ValueDraw values;
    private final PathDraw paths;

    UpdateText(Scene scene) {
        this.scene = scene;
        this.draw = scene.draw();
        this.values = scene.values();
        this.paths = new PathDraw(scene);
    }

    String update(TableForm table, Map<String, AttributeValue> item, Placeholders placeholders) {
        Map<String, List<String>> sections = new TreeMap<>();
        for (String name : names(table, item)) {
            Optional<KeyPart> part = indexPart(table, name);
            if (part.isPresent()) {
                indexAction(part.get(), item, placeholders, sections);
            } else {
                action(name, item, placeholders, sections);
            }
        }
        List<String> written = sections.entrySet().stream()
                .map(section -> word(section.getKey()) + " " + String.join(", ", section.getValue()))
                .toList();
        return draw.some(written, written.size()).stream().collect(Collectors.joining(" "));
    }

    private String word(String word) {
        return draw.oneIn(6) ? word.toLowerCase(Locale.ROOT) : word;
    }

    /** Draws the names of attributes to change, each once, and now and then one of the key. */
    private List<String> names(TableForm table, Map<String, AttributeValue> item) {
        List<String> names = new ArrayList<>();
        for (int i = draw.oneIn(2) ? 1 : draw.between(2, 4); i > 0; i--) {
            String name = scene.name(item);
            boolean isKey = table.key().has(name);
            names.add(isKey && !draw.oneIn(25) ? values.name() : name);
        }
        List<KeyPart> parts = indexParts(table);
        if (!parts.isEmpty() && draw.oneIn(4)) {
            names.add(draw.oneOf(parts).name());
        }
        return draw.oneIn(40) ? names : names.stream().distinct().toList();
    }

    private static List<KeyPart> indexParts(TableForm table) {
        return table.indexes().stream()
                .map(IndexForm::key)
                .flatMap(key -> key.parts().stream())
                .filter(part -> !table.key().has(part.name()))
                .toList();
    }

    private static Optional<KeyPart> indexPart(TableForm table, String name) {
        return indexParts(table).stream()
                .filter(part -> part.name().equals(name))
                .findFirst();
    }

    private void indexAction(
            KeyPart part,
            Map<String, AttributeValue> item,
            Placeholders placeholders,
            Map<String, List<String>> sections) {
        String name = placeholders.name(part.name());
        if (draw.oneIn(5)) {
            add(sections, "REMOVE", name);
        } else if (draw.oneIn(50)) {
            add(sections, "SET", name + " = " + placeholders.value(values.value(1)));
        } else {
            add(sections, "SET", name + " = " + placeholders.value(scene.indexKey(part)));
        }
    }

    private static void add(Map<String, List<String>> sections, String section, String action) {
        sections.computeIfAbsent(section, key -> new ArrayList<>()).add(action);
    }

    private void action(
            String name,
            Map<String, AttributeValue> item,
            Placeholders placeholders,
            Map<String, List<String>> sections) {
        Path path = paths.below(name, item, placeholders);
        AttributeValue value = path.value().orElse(AttributeValue.fromNul(true));
        if (isSet(value) && !draw.oneIn(3)) {
            add(sections, draw.oneOf("ADD", "DELETE"), path.text() + " " + placeholders.value(values.setLike(value)));
        } else if (value.n() != null && draw.oneIn(3)) {
            add(sections, "ADD", path.text() + " " + placeholders.value(AttributeValue.fromN(values.number())));
        } else if (draw.oneIn(path.value().isPresent() ? 6 : 15)) {
            add(sections, "REMOVE", path.text());
        } else if (draw.oneIn(path.value().isPresent() ? 40 : 12)) {
            boolean isNumber = draw.oneIn(2);
            AttributeValue added = isNumber ? AttributeValue.fromN(values.number()) : values.set();
            add(sections, isNumber || draw.oneIn(2) ? "ADD" : "DELETE", path.text() + " " + placeholders.value(added));
        } else {
            add(sections, "SET", path.text() + " = " + right(path, item, placeholders));
        }
    }

    private static boolean isSet(AttributeValue value) {
        return value.hasSs() || value.hasNs() || value.hasBs();
    }

    private String right(Path path, Map<String, AttributeValue> item, Placeholders placeholders) {
        return switch (draw.below(8)) {
            case 0 -> number(path, item, placeholders) + draw.oneOf(" + ", " - ") + number(path, item, placeholders);
            case 1 -> {
                String left = list(path, item, placeholders);
                yield "list_append(" + left + ", " + list(path, item, placeholders) + ")";
            }
            case 2 -> "if_not_exists(" + somewhere(item, placeholders) + ", " + literal(placeholders) + ")";
            case 3 -> somewhere(item, placeholders);
            default -> literal(placeholders);
        };
    }

    private String literal(Placeholders placeholders) {
        return placeholders.value(values.value(draw.oneIn(60) ? 4 : 2));
    }

    private String somewhere(Map<String, AttributeValue> item, Placeholders placeholders) {
        return paths.path(item, placeholders).text();
    }

    private String number(Path path, Map<String, AttributeValue> item, Placeholders placeholders) {
        Optional<String> own = holder(item, value -> value.n() != null);
        if (path.value().isPresent() && path.value().get().n() != null && draw.oneIn(2)) {
            return path.text();
        } else if (own.isPresent() && draw.oneIn(2)) {
            return placeholders.name(own.get());
        } else if (draw.oneIn(6)) {
            return "if_not_exists(" + placeholders.name(scene.values().name()) + ", "
                    + placeholders.value(AttributeValue.fromN(values.number())) + ")";
        }
        return placeholders.value(draw.oneIn(40) ? values.value(1) : AttributeValue.fromN(values.number()));
    }

    private String list(Path path, Map<String, AttributeValue> item, Placeholders placeholders) {
        Optional<String> own = holder(item, AttributeValue::hasL);
        if (path.value().isPresent() && path.value().get().hasL() && draw.oneIn(2)) {
            return path.text();
        } else if (own.isPresent() && draw.oneIn(2)) {
            return placeholders.name(own.get());
        }
        return placeholders.value(draw.oneIn(40) ? values.value(1) : values.list(1));
    }

    private Optional<String> holder(Map<String, AttributeValue> item, Predicate<AttributeValue> holds) {
        List<String> names = new LinkedHashMap<>(item)
                .entrySet().stream()
                        .filter(entry -> holds.test(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(draw.oneOf(names));
    }
}
