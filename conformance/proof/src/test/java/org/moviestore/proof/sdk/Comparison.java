// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.moviestore.proof.sdk.Trees.Numbers;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Has every participant answer calls, and compares each answer with DynamoDB Local's, and those of our own stores with
 * each other, down to the last word. Not thread-safe.
 */
final class Comparison {
    private final Participants participants;
    private final Tally tally;
    private final Model model;
    /** The client tokens of transactions that are done. */
    private final Set<String> tokens = new HashSet<>();

    Comparison(Participants participants, Tally tally) {
        this.participants = participants;
        this.tally = tally;
        this.model = new Model(participants.model());
    }

    /**
     * What a call came to.
     *
     * @param isSame whether all answered the same
     * @param differing the answers, if one differs and nothing says that it may
     * @param mending the calls by which all have the same items again
     */
    record Result(
            boolean isSame,
            List<Map<String, AttributeValue>> before,
            Optional<Map<String, Answer>> differing,
            List<Call> mending) {}

    Result make(Call call) {
        List<Map<String, AttributeValue>> before = Touched.by(call.request()).stream()
                .map(touched -> model.stored(touched.table(), touched.attributes()))
                .toList();
        Map<String, Answer> answers = answers(call);
        Answer local = answers.get(Participants.LOCAL);
        tally.add(call, local);
        boolean isSentAgain = token(call).filter(tokens::contains).isPresent();
        boolean differs = false;
        boolean isLeftDifferent = false;
        for (String name : participants.others().keySet()) {
            Exchange exchange = new Exchange(call, before, local, answers.get(name), isSentAgain, model::schema);
            tally.compareRest(exchange);
            isLeftDifferent |= !exchange.isSame() || KnownDifference.leavesOthers(exchange);
            differs |= !exchange.isSame() && !isExplained(exchange) && !isAsModel(name, answers);
        }
        if (local.isOk()) {
            token(call).ifPresent(tokens::add);
        }
        differs |= areOursDivided(answers);
        clients().forEach(client -> Tables.await(client, call.request()));
        List<Call> mending = isLeftDifferent ? mending(call.request()) : List.of();
        mending.forEach(this::answers);
        boolean isSame = answers.values().stream().allMatch(local::isSame);
        return new Result(isSame, before, differs ? Optional.of(answers) : Optional.empty(), mending);
    }

    private static Optional<String> token(Call call) {
        return call.request() instanceof TransactWriteItemsRequest transaction
                ? Optional.ofNullable(transaction.clientRequestToken())
                : Optional.empty();
    }

    /** Says whether the adapter keeps what DynamoDB Local does otherwise from being seen. */
    private boolean isAsModel(String name, Map<String, Answer> answers) {
        String model = participants.others().keySet().iterator().next();
        return name.equals(Participants.ADAPTED)
                && Objects.requireNonNull(answers.get(model)).isSame(answers.get(name));
    }

    /**
     * Says whether our stores differ: in anything, since no difference of DynamoDB Local's excuses that. Through the
     * adapter over it, such a difference may be seen.
     */
    private boolean areOursDivided(Map<String, Answer> answers) {
        return participants.others().keySet().stream()
                        .filter(name -> !name.equals(Participants.ADAPTED))
                        .map(answers::get)
                        .distinct()
                        .count()
                > 1;
    }

    private Map<String, Answer> answers(Call call) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put(Participants.LOCAL, call.answer(participants.local(), Numbers.PLAIN));
        participants.others().forEach((name, client) -> answers.put(name, call.answer(client, Numbers.AS_THEY_ARE)));
        return answers;
    }

    List<DynamoDbClient> clients() {
        return Stream.concat(Stream.of(participants.local()), participants.others().values().stream())
                .toList();
    }

    private boolean isExplained(Exchange exchange) {
        Set<KnownDifference> explaining = KnownDifference.between(exchange);
        explaining.forEach(difference -> tally.mask(difference.name()));
        return !explaining.isEmpty();
    }

    /** Returns writes that give every participant the table and the items of the model that a request has named. */
    private List<Call> mending(DynamoDbRequest request) {
        List<Call> mending = new ArrayList<>();
        if (request instanceof CreateTableRequest create && !model.has(create.tableName())) {
            DeleteTableRequest drop =
                    DeleteTableRequest.builder().tableName(create.tableName()).build();
            mending.add(new Call.One(drop));
        }
        for (Touched touched : Touched.by(request)) {
            Map<String, AttributeValue> key = model.key(touched.table(), touched.attributes());
            Map<String, AttributeValue> item = model.stored(touched.table(), key);
            DynamoDbRequest write = item.isEmpty()
                    ? DeleteItemRequest.builder()
                            .tableName(touched.table())
                            .key(key)
                            .build()
                    : PutItemRequest.builder()
                            .tableName(touched.table())
                            .item(item)
                            .build();
            mending.add(new Call.One(write));
        }
        return mending;
    }
}
