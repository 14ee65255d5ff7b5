// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Draws document paths that lead somewhere in an item more often than not. */
final class PathDraw {
    private final Scene scene;
    private final Draw draw;

    PathDraw(Scene scene) {
        this.scene = scene;
        this.draw = scene.draw();
    }

    /** A path as an expression writes it, and what is there. */
    record Path(String text, Optional<AttributeValue> value) {}

    Path path(Map<String, AttributeValue> item, Placeholders placeholders) {
        return below(scene.name(item), item, placeholders);
    }

    /** Draws a path into an attribute, or to the attribute itself. */
    Path below(String name, Map<String, AttributeValue> item, Placeholders placeholders) {
        String text = placeholders.name(name);
        Optional<AttributeValue> value = Optional.ofNullable(item.get(name));
        for (int depth = 0; depth < 4; depth++) {
            boolean isContainer =
                    value.isPresent() && (value.get().hasM() || value.get().hasL());
            if (!(isContainer ? draw.percent(60) : draw.percent(4))) {
                break;
            }
            boolean byIndex = value.isPresent() && value.get().hasL() ? !draw.oneIn(20) : draw.oneIn(20);
            if (byIndex) {
                int size = value.isPresent() && value.get().hasL()
                        ? value.get().l().size()
                        : 1;
                int index = draw.below(size + 1);
                text += "[" + index + "]";
                value = value.filter(AttributeValue::hasL)
                        .filter(list -> index < list.l().size())
                        .map(list -> list.l().get(index));
            } else {
                String step = scene.name(value.filter(AttributeValue::hasM)
                        .map(AttributeValue::m)
                        .orElse(Map.of()));
                text += "." + placeholders.name(step);
                value = value.filter(AttributeValue::hasM).map(map -> map.m().get(step));
            }
        }
        return new Path(text, value);
    }

    /** Draws a projection of one to four paths, which now and then overlap. */
    String projection(Map<String, AttributeValue> item, Placeholders placeholders) {
        List<String> names = IntStream.range(0, draw.between(1, 4))
                .mapToObj(i -> scene.name(item))
                .toList();
        return (draw.oneIn(15) ? names : names.stream().distinct().toList())
                .stream()
                        .map(name -> below(name, item, placeholders).text())
                        .collect(Collectors.joining(draw.oneIn(2) ? ", " : ","));
    }
}
