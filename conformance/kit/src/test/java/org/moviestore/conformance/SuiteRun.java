// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What came of running some tests of a suite, within a test.
 *
 * @param succeeded the methods whose tests all succeeded, by name
 * @param failed the methods of which a test failed, by name, and the classes that failed as a whole
 * @param causes what they failed by
 */
record SuiteRun(Set<String> succeeded, Set<String> failed, List<Throwable> causes) {
    static SuiteRun of(Class<?> suite, Set<String> tests) {
        SuiteRun run = new SuiteRun(new TreeSet<>(), new TreeSet<>(), new ArrayList<>());
        PostDiscoveryFilter named =
                descriptor -> FilterResult.includedIf(descriptor.isContainer() && !isMethod(descriptor)
                        || descriptor
                                .getSource()
                                .map(SuiteRun::name)
                                .filter(tests::contains)
                                .isPresent());
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(suite))
                                .filters(named)
                                .configurationParameter(ConformanceExtension.REPORT, "false")
                                .build(),
                        run.listener());
        run.succeeded.removeAll(run.failed);
        return run;
    }

    private static boolean isMethod(TestDescriptor descriptor) {
        return descriptor.getSource().filter(MethodSource.class::isInstance).isPresent();
    }

    private TestExecutionListener listener() {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    identifier.getSource().map(SuiteRun::name).ifPresent(failed::add);
                    result.getThrowable().ifPresent(causes::add);
                } else if (identifier.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                    identifier.getSource().map(SuiteRun::name).ifPresent(succeeded::add);
                }
            }
        };
    }

    private static String name(TestSource source) {
        if (source instanceof MethodSource method) {
            return method.getMethodName();
        }
        return source instanceof ClassSource type ? type.getJavaClass().getSimpleName() : source.toString();
    }
}
