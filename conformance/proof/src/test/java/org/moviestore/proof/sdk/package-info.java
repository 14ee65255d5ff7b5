// SPDX-License-Identifier: Apache-2.0
/**
 * Random histories of the AWS SDK's requests, sent to DynamoDB Local and to the SDK's client of other stores, whose
 * answers are compared as they come. Start with {@link org.moviestore.proof.sdk.SdkHistories}.
 */
@NullMarked
package org.moviestore.proof.sdk;

import org.jspecify.annotations.NullMarked;
