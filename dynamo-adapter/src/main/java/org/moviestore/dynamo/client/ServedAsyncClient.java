// SPDX-License-Identifier: Apache-2.0
package org.moviestore.dynamo.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbAsyncWaiter;

/**
 * Has the operations of an asynchronous client done by a blocking one, on an executor. Thread-safe.
 *
 * <p>The two interfaces of the SDK have the same operations, each with the same name and request, so this is one rule
 * and not a method for each of them: an operation goes to the blocking client's of that name, served or not. All else,
 * such as paginators and the forms that make the request, is what the interface itself makes of the operations.
 */
final class ServedAsyncClient implements InvocationHandler {
    /** The operations of the asynchronous interface, and the blocking ones that do the same. */
    private static final Map<Method, Method> OPERATIONS = operations();

    private final DynamoDbClient client;
    private final Executor executor;
    /** Lets time pass between the looks of waiters; it has no thread until the first of them waits. */
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(ServedAsyncClient::daemon);

    private ServedAsyncClient(DynamoDbClient client, Executor executor) {
        this.client = client;
        this.executor = executor;
    }

    /** Returns an asynchronous client that closes the blocking one when it is closed. */
    static DynamoDbAsyncClient over(DynamoDbClient client, Executor executor) {
        return (DynamoDbAsyncClient) Proxy.newProxyInstance(
                ServedAsyncClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbAsyncClient.class},
                new ServedAsyncClient(client, executor));
    }

    private static Map<Method, Method> operations() {
        Map<Method, Method> operations = new HashMap<>();
        for (Method method : DynamoDbAsyncClient.class.getMethods()) {
            if (method.getParameterCount() == 1
                    && DynamoDbRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                    && method.getReturnType() == CompletableFuture.class) {
                blocking(method).ifPresent(operation -> operations.put(method, operation));
            }
        }
        return Map.copyOf(operations);
    }

    private static Optional<Method> blocking(Method method) {
        try {
            return Optional.of(DynamoDbClient.class.getMethod(method.getName(), method.getParameterTypes()));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "moviestore-dynamodb-waiter");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        Method operation = OPERATIONS.get(method);
        if (operation != null) {
            return start(operation, given[0]);
        }
        return switch (method.getName()) {
            case "serviceName" -> client.serviceName();
            case "serviceClientConfiguration" -> client.serviceClientConfiguration();
            case "waiter" -> waiter((DynamoDbAsyncClient) proxy);
            case "close" -> close();
            case "equals" -> proxy == given[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "DynamoDbAsyncClient of " + client;
            default -> InvocationHandler.invokeDefault(proxy, method, given);
        };
    }

    private CompletableFuture<Object> start(Method operation, Object request) {
        try {
            return CompletableFuture.supplyAsync(() -> call(operation, request), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(SdkClientException.create(
                    operation.getName() + " did not begin, since the client's executor takes no more work", e));
        } catch (RuntimeException | Error e) {
            // What is thrown here would reach neither a waiter nor a paginator, which then would never end.
            return CompletableFuture.failedFuture(SdkClientException.create(
                    operation.getName() + " may not have begun, since the client's executor failed: " + e, e));
        }
    }

    private Object call(Method operation, Object request) {
        try {
            return operation.invoke(client, request);
        } catch (InvocationTargetException e) {
            throw thrown(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Operations throw unchecked exceptions and errors alone. */
    private static RuntimeException thrown(InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            return failure;
        } else if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new CompletionException(e.getCause());
    }

    private DynamoDbAsyncWaiter waiter(DynamoDbAsyncClient proxy) {
        return DynamoDbAsyncWaiter.builder()
                .client(proxy)
                .scheduledExecutorService(timer)
                .build();
    }

    /** What still waits looks once more when it is time, and learns that the store is closed or the timer is. */
    private @Nullable Object close() {
        try {
            client.close();
        } finally {
            timer.shutdown();
        }
        return null;
    }
}
