// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.memory.MemoryStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Every operation that the SDK's clients have is served, or refused by its name. */
class UnservedOperationsTest {
    private static final Set<String> SERVED = Set.of(
            "BatchGetItem",
            "BatchWriteItem",
            "CreateTable",
            "DeleteItem",
            "DeleteTable",
            "DescribeTable",
            "DescribeTimeToLive",
            "GetItem",
            "ListTables",
            "PutItem",
            "Query",
            "Scan",
            "TransactGetItems",
            "TransactWriteItems",
            "UpdateItem",
            "UpdateTable");

    private final DynamoDbClient client = DocumentStoreDynamoDbClient.over(new MemoryStore());
    private final DynamoDbAsyncClient async = DocumentStoreDynamoDbAsyncClient.over(new MemoryStore(), Runnable::run);

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge());
    }

    private static boolean takesRequest(Method method) {
        return method.getParameterCount() == 1 && DynamoDbRequest.class.isAssignableFrom(method.getParameterTypes()[0]);
    }

    private static boolean answers(Method method) {
        return DynamoDbResponse.class.isAssignableFrom(method.getReturnType())
                || method.getReturnType() == CompletableFuture.class;
    }

    private static String operation(Method method) {
        return method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + method.getName().substring(1);
    }

    private static boolean isUnserved(Method method) {
        return !SERVED.contains(operation(method))
                && !SERVED.contains(operation(method).replace("Paginator", ""));
    }

    static Stream<Method> unserved() {
        return methods(DynamoDbClient.class)
                .filter(method -> takesRequest(method) && answers(method) && isUnserved(method));
    }

    static Stream<Method> unservedByTheAsyncClient() {
        return methods(DynamoDbAsyncClient.class)
                .filter(method -> takesRequest(method) && answers(method) && isUnserved(method));
    }

    private static Object emptyRequest(Method method) throws ReflectiveOperationException {
        Object builder = method.getParameterTypes()[0].getMethod("builder").invoke(null);
        return Class.forName(method.getParameterTypes()[0].getName() + "$Builder")
                .getMethod("build")
                .invoke(builder);
    }

    private static Object call(Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void assertNamed(String operation, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageStartingWith(operation + " is not served by a client of a document store; ");
    }

    @Test
    void operations_areAllServedOrRefused() {
        List<Method> operations = methods(DynamoDbClient.class)
                .filter(method -> takesRequest(method) && answers(method))
                .toList();
        Set<String> served = new TreeSet<>();
        for (Method method : ServedClient.class.getDeclaredMethods()) {
            if (!method.isSynthetic() && takesRequest(method)) {
                served.add(operation(method));
            }
        }

        assertThat(served).isEqualTo(new TreeSet<>(SERVED));
        assertThat(operations).extracting(UnservedOperationsTest::operation).containsAll(SERVED);
        assertThat(unserved()).hasSize(operations.size() - SERVED.size()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("unserved")
    void operation_thatNoStoreCanServe_isRefusedByItsName(Method method) throws Exception {
        Object request = emptyRequest(method);

        assertNamed(operation(method), () -> call(method, client, request));
    }

    @ParameterizedTest
    @MethodSource("unserved")
    void operation_whoseRequestIsMadeByTheClient_isRefusedByItsName(Method method) throws Exception {
        Method making = DynamoDbClient.class.getMethod(method.getName(), Consumer.class);
        Consumer<Object> nothing = builder -> {};

        assertNamed(operation(method), () -> call(making, client, nothing));
    }

    @ParameterizedTest
    @MethodSource("unservedByTheAsyncClient")
    void operation_ofTheAsyncClient_failsByItsName(Method method) throws Throwable {
        CompletableFuture<?> answer = (CompletableFuture<?>) call(method, async, emptyRequest(method));

        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(UnsupportedOperationException.class)
                .cause()
                .hasMessageStartingWith(operation(method) + " is not served by a client of a document store; ");
    }

    @Test
    void asyncClient_hasTheSameOperations() {
        assertThat(unservedByTheAsyncClient().map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(
                        unserved().map(Method::getName).toList());
    }

    @Test
    void operation_withoutARequest_isRefusedByItsName() {
        List<Method> without = methods(DynamoDbClient.class)
                .filter(method -> method.getParameterCount() == 0 && answers(method) && isUnserved(method))
                .toList();

        assertThat(without)
                .extracting(Method::getName)
                .containsExactlyInAnyOrder("describeEndpoints", "describeLimits", "listBackups", "listGlobalTables");
        assertThat(without).allSatisfy(method -> assertNamed(operation(method), () -> call(method, client)));
    }

    @Test
    void paginator_ofAnOperationThatNoStoreCanServe_failsByItsName() {
        List<Method> paginators = methods(DynamoDbClient.class)
                .filter(method -> takesRequest(method) && !answers(method) && isUnserved(method))
                .toList();

        assertThat(paginators)
                .extracting(Method::getName)
                .containsExactlyInAnyOrder(
                        "listContributorInsightsPaginator", "listExportsPaginator", "listImportsPaginator");
        assertThat(paginators).allSatisfy(method -> {
            Iterable<?> pages = (Iterable<?>) call(method, client, emptyRequest(method));
            assertNamed(
                    operation(method).replace("Paginator", ""),
                    () -> pages.iterator().next());
        });
    }
}
