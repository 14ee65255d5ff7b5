// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Answers to one call that differ, and nothing says that they may.
 *
 * @param chapter what the names of its tables begin with: seed and chapter
 * @param before the items that the request names, as they were before
 * @param answers by the names of those that gave them
 * @param history the calls before
 */
record Divergence(
        String chapter,
        Call call,
        List<Map<String, AttributeValue>> before,
        Map<String, Answer> answers,
        List<Call> history) {
    private static final int LONGEST = 4000;

    Divergence withHistory(List<Call> calls) {
        return new Divergence(chapter, call, before, answers, calls);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("divergence in chapter " + chapter + " after these calls\n");
        history.forEach(each -> text.append("  before     ").append(cut(each)).append('\n'));
        before.forEach(item -> text.append("  item       ").append(cut(item)).append('\n'));
        text.append("  request    ").append(cut(call)).append('\n');
        answers.forEach((name, answer) -> text.append("  %-10s %s%n".formatted(name, cut(answer))));
        answers.forEach((name, answer) -> text.append("  %-10s %s%n"
                .formatted(
                        name,
                        cut(Differences.between(answers.get(Participants.LOCAL).body(), answer.body())))));
        return text.toString();
    }

    private static String cut(Object object) {
        String text = object.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
