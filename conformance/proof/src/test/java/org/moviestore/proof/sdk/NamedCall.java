// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof.sdk;

import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * A call of a client.
 *
 * @param name what to find it by
 * @param call the call
 */
record NamedCall(String name, Consumer<DynamoDbClient> call) {
    /** Returns the code and message of the refusal, if it is refused. */
    String answerOf(DynamoDbClient client) {
        try {
            call.accept(client);
            return "taken";
        } catch (DynamoDbException e) {
            return e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
        }
    }
}
