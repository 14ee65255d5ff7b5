// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Starts the harness once for each annotated class, gives its tests their tables and sees that they leave nothing
 * behind, decides by declared features which tests apply, and says at the end what was run, in a report if that was all
 * of them. The class that counts is the outermost one: the groups of the suite are nested in it.
 */
final class ConformanceExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                AfterEachCallback,
                ParameterResolver,
                ExecutionCondition,
                TestWatcher {
    /**
     * The JUnit parameter that names the folder of the report, {@code target/conformance} otherwise; an empty name
     * keeps the report away, and the closing line off the console.
     */
    static final String REPORT = "org.moviestore.conformance.report";

    private static final Namespace NAMESPACE = Namespace.create(ConformanceExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws ReflectiveOperationException {
        if (isOutermost(context)) {
            TableHarness harness = harnessOf(context.getRequiredTestClass());
            context.getStore(NAMESPACE).put(ConformanceRun.class, new ConformanceRun(harness));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (isOutermost(context)) {
            ConformanceRun run = runOf(context);
            try {
                reportFolder(context).ifPresent(folder -> {
                    System.out.println(run.tally().report(run.name()));
                    if (run.tally().isComplete()) {
                        run.report().writeTo(folder);
                    }
                });
                run.tally().requireNothingElseLeftOut(run.store().features());
            } finally {
                run.close();
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        runOf(context).requireNothingHeld();
    }

    private static Optional<Path> reportFolder(ExtensionContext context) {
        String folder = context.getConfigurationParameter(REPORT).orElse("target/conformance");
        return folder.isBlank() ? Optional.empty() : Optional.of(Path.of(folder));
    }

    private static boolean isOutermost(ExtensionContext context) {
        return context.getEnclosingTestClasses().isEmpty();
    }

    private static TableHarness harnessOf(Class<?> testClass) throws ReflectiveOperationException {
        ConformsWith annotation = testClass.getAnnotation(ConformsWith.class);
        if (annotation == null) {
            throw new IllegalStateException(testClass.getName() + " needs @ConformsWith");
        }
        Constructor<? extends TableHarness> constructor = annotation.value().getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    /** Finds the run in the store of the outermost class, which outlives those of the groups and tests below it. */
    private static ConformanceRun runOf(ExtensionContext context) {
        ExtensionContext outermost = context;
        while (outermost.getTestMethod().isPresent() || !isOutermost(outermost)) {
            outermost = outermost.getParent().orElseThrow();
        }
        ConformanceRun run = outermost.getStore(NAMESPACE).get(ConformanceRun.class, ConformanceRun.class);
        return Objects.requireNonNull(run, "the harness is not running");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ConformanceRun.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return runOf(context);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestMethod()
                .map(method -> method.getAnnotation(RequiresFeature.class))
                .map(required -> {
                    boolean present = runOf(context).store().features().contains(required.value());
                    String why = required.value() + (present ? " is declared" : " is not declared");
                    return present != required.absent()
                            ? ConditionEvaluationResult.enabled(why)
                            : ConditionEvaluationResult.disabled(why);
                })
                .orElseGet(() -> ConditionEvaluationResult.enabled("required of every store"));
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        runOf(context).tally().succeeded(context.getRequiredTestMethod());
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        runOf(context).tally().failed(context.getRequiredTestMethod());
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        runOf(context).tally().leftOut(context.getRequiredTestMethod());
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        runOf(context).tally().leftOut(context.getRequiredTestMethod());
    }
}
