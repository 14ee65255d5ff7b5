// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.moviestore.item.Item;
import org.moviestore.table.DocumentStore;

/** A test that a differential run printed, pasted: compiled here and run on a store. */
final class PrintedTest {
    private final Method method;
    private final Field store;

    private PrintedTest(Class<?> compiled) throws NoSuchFieldException {
        this.method = Arrays.stream(compiled.getDeclaredMethods())
                .filter(each -> each.isAnnotationPresent(Test.class))
                .findFirst()
                .orElseThrow();
        this.store = compiled.getDeclaredField("store");
        method.setAccessible(true);
        store.setAccessible(true);
    }

    static PrintedTest compile(String source, Path folder) throws IOException, ReflectiveOperationException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options =
                List.of("-d", Files.createDirectories(folder).toString(), "-classpath", classPath(), "-proc:none");

        boolean compiles = compiler.getTask(null, null, problems, options, null, List.of(new Source(source)))
                .call();

        assertThat(compiles).as("%s%n%s", problems.getDiagnostics(), source).isTrue();
        URLClassLoader classes =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, PrintedTest.class.getClassLoader());
        return new PrintedTest(classes.loadClass("DivergenceTest"));
    }

    private static String classPath() {
        return Stream.of(Item.class, Assertions.class, Test.class)
                .map(PrintedTest::location)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String location(Class<?> of) {
        try {
            return Path.of(of.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Returns what runs the test on a store. */
    ThrowingCallable on(DocumentStore chosen) {
        return () -> {
            Object test = constructed();
            store.set(test, chosen);
            try {
                method.invoke(test);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
    }

    private Object constructed() throws ReflectiveOperationException {
        var constructor = method.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///DivergenceTest.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
