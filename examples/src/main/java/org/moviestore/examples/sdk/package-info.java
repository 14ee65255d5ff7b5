// SPDX-License-Identifier: Apache-2.0
/**
 * A program for the AWS SDK's DynamoDB client, which runs on any store. Start with
 * {@link org.moviestore.examples.sdk.GettingStarted}.
 */
@NullMarked
package org.moviestore.examples.sdk;

import org.jspecify.annotations.NullMarked;
