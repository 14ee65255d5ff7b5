// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.util.AwsHeader;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponseMetadata;

/** What every response of the service has, whatever was asked. Thread-safe. */
final class ServiceAnswers {
    private static final SdkHttpResponse OK =
            SdkHttpResponse.builder().statusCode(200).statusText("OK").build();

    private ServiceAnswers() {}

    /** Gives a response an id of its own, and says that it succeeded. */
    static void complete(AwsResponse.Builder response) {
        response.responseMetadata(DynamoDbResponseMetadata.create(
                DefaultAwsResponseMetadata.create(Map.of(AwsHeader.AWS_REQUEST_ID, newId()))));
        response.sdkHttpResponse(OK);
    }

    /**
     * Returns a response with all of that, which is itself if it was completed while it was made: that copies nothing.
     */
    @SuppressWarnings("unchecked") // the builder of a response builds its like
    static <A extends DynamoDbResponse> A completed(A response) {
        if (response.responseMetadata() != null) {
            return response;
        }
        AwsResponse.Builder builder = response.toBuilder();
        complete(builder);
        return (A) builder.build();
    }

    /** Returns an id as a request gets one, whether it succeeds or fails. */
    static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
