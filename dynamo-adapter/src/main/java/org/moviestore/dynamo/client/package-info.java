// SPDX-License-Identifier: Apache-2.0
/**
 * Lets programs written for the AWS SDK's DynamoDB client run on any store. Start with
 * {@link org.moviestore.dynamo.client.DocumentStoreDynamoDbClient}.
 */
@NullMarked
package org.moviestore.dynamo.client;

import org.jspecify.annotations.NullMarked;
