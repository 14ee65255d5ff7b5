// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
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
    static void complete(DynamoDbResponse.Builder response) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        response.responseMetadata(DynamoDbResponseMetadata.create(
                DefaultAwsResponseMetadata.create(Map.of(AwsHeader.AWS_REQUEST_ID, id))));
        response.sdkHttpResponse(OK);
    }
}
