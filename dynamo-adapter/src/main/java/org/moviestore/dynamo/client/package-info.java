// SPDX-License-Identifier: Apache-2.0
/**
 * Lets programs written for the AWS SDK's DynamoDB client run on any store. Start with
 * {@link org.moviestore.dynamo.client.DocumentStoreDynamoDbClient}.
 *
 * <p>Inside, start with {@code ServedClient}, which has the operations: those on items, pages, batches, transactions
 * and tables begin in the class of that name, as {@code ItemOperations}, and find the tables by {@code KnownTables}.
 * What they have in common is in these groups:
 *
 * <ul>
 *   <li>parameters: {@code ParameterConstraints} for what is checked first, {@code RequestValues} for values and items;
 *   <li>expressions: {@code RequestExpressions} reads them; what the service says of a wrong one begins in
 *       {@code ExpressionFaults}, and of a wrong key in {@code KeyErrors};
 *   <li>parameters from before expressions: {@code LegacyParameters};
 *   <li>pages: {@code PageReading}, of a {@code QueryCall} or a {@code ScanCall};
 *   <li>what a request consumed: {@code CapacityMeter}, and {@code CollectionMetrics} for the sizes of collections;
 *   <li>exceptions: {@code ServiceErrors}; what is not served: {@code UnservedOperations}, {@code UnservedParameters}.
 * </ul>
 */
@NullMarked
package org.moviestore.dynamo.client;

import org.jspecify.annotations.NullMarked;
