// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moviestore.item.AttributeValue;

/** The rules that keep the house in shape, over the main classes of all modules. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.moviestore");

    /** The packages of core from the bottom up; each may use those before it. */
    private static final List<String> CORE_LAYERS = List.of(
            "org.moviestore.item",
            "org.moviestore.error",
            "org.moviestore.json",
            "org.moviestore.expression",
            "org.moviestore.table",
            "org.moviestore",
            "org.moviestore.memory");

    private static final String[] LIBRARY = {
        "org.moviestore",
        "org.moviestore.item..",
        "org.moviestore.error..",
        "org.moviestore.json..",
        "org.moviestore.expression..",
        "org.moviestore.table..",
        "org.moviestore.memory..",
        "org.moviestore.dynamo..",
        "org.moviestore.postgres..",
        "org.moviestore.remote.."
    };

    @Test
    void import_findsEveryModule() {
        Set<String> packages =
                MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages)
                .containsAll(CORE_LAYERS)
                .contains(
                        "org.moviestore.dynamo",
                        "org.moviestore.postgres",
                        "org.moviestore.remote",
                        "org.moviestore.conformance",
                        "org.moviestore.servers",
                        "org.moviestore.examples");
    }

    @Test
    void core_dependsOnNothingButTheJdkJspecifyAndJackson() {
        check(classes()
                .that()
                .resideInAnyPackage(CORE_LAYERS.toArray(String[]::new))
                .should()
                .onlyDependOnClassesThat(inPackages(CORE_LAYERS)
                        .or(startingWith("java."))
                        .or(startingWith("tools.jackson.core"))
                        .or(startingWith("org.jspecify"))
                        .as("core, the JDK, jackson-core and jspecify")));
        check(noClasses()
                .that()
                .resideInAnyPackage(CORE_LAYERS.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "java.util.logging.."));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void core_importsPointDown(int layer) {
        List<String> above = CORE_LAYERS.subList(layer + 1, CORE_LAYERS.size());

        check(noClasses()
                .that(inPackages(List.of(CORE_LAYERS.get(layer))))
                .should()
                .dependOnClassesThat(inPackages(above)));
    }

    @Test
    void packages_haveNoCycles() {
        check(slices().matching("org.moviestore.(**)").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamo", "postgres", "remote"})
    void adapters_doNotKnowEachOtherNorWhatTestsThem(String adapter) {
        List<String> others = Stream.of("dynamo", "postgres", "remote", "memory", "examples", "conformance", "servers")
                .filter(each -> !each.equals(adapter))
                .map(each -> "org.moviestore." + each + "..")
                .toList();

        check(noClasses()
                .that()
                .resideInAPackage("org.moviestore." + adapter + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.toArray(String[]::new)));
    }

    @Test
    void kit_needsNoHttpNoSqlAndNoAws() {
        check(noClasses()
                .that()
                .resideInAPackage("org.moviestore.conformance..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "java.net.http..",
                        "software.amazon..",
                        "org.testcontainers..",
                        "org.moviestore.servers..",
                        "org.moviestore.dynamo..",
                        "org.moviestore.postgres..",
                        "org.moviestore.remote..",
                        "org.moviestore.examples.."));
    }

    @Test
    void differential_needsCoreAlone() {
        check(classes()
                .that()
                .resideInAPackage("org.moviestore.conformance.differential..")
                .should()
                .onlyDependOnClassesThat(inPackages(CORE_LAYERS)
                        .or(startingWith("org.moviestore.conformance.differential."))
                        .or(startingWith("java."))
                        .or(startingWith("org.jspecify"))
                        .as("core, the JDK and jspecify")));
    }

    @Test
    void localServers_knowNoAdapter() {
        check(noClasses()
                .that()
                .resideInAPackage("org.moviestore.servers..")
                .should()
                .dependOnClassesThat(inPackages(CORE_LAYERS)
                        .or(startingWith("org.moviestore.dynamo"))
                        .or(startingWith("org.moviestore.postgres"))
                        .or(startingWith("org.moviestore.remote"))));
    }

    @Test
    void clientLibraries_stayInTheirAdapter() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        // A program for the SDK, and the commands that run it and say what it throws.
                        "org.moviestore.dynamo..", "org.moviestore.examples.sdk..", "org.moviestore.examples.command..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.moviestore.postgres..", "org.moviestore.servers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.moviestore.examples.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "io.micrometer..", "com.sun.net.httpserver.."));
    }

    @Test
    void adapters_showFewClasses() {
        check(classes()
                .that()
                .resideInAnyPackage("org.moviestore.dynamo..", "org.moviestore.postgres..", "org.moviestore.remote")
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .should()
                .haveSimpleNameEndingWith("Store")
                .orShould()
                .haveSimpleNameEndingWith("StoreProvider")
                .orShould()
                .haveNameMatching("org\\.moviestore\\.dynamo\\.client\\.DocumentStoreDynamoDb(Async)?Client")
                .orShould()
                .haveFullyQualifiedName("org.moviestore.dynamo.ItemCodec"));
    }

    @Test
    void classes_areFinalOrClosed() {
        check(classes()
                .that(areInLibrary())
                .and()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveFullyQualifiedName("org.moviestore.error.StoreException")
                .and()
                .doNotHaveSimpleName("package-info")
                .should(beFinal()));
    }

    @Test
    void publicMethods_returnNoArray() {
        check(noMethods()
                .that(areDeclaredInLibrary())
                .and()
                .arePublic()
                .and()
                .doNotHaveName("values")
                .should()
                .haveRawReturnType(DescribedPredicate.describe("an array", JavaClass::isArray)));
    }

    @Test
    void records_haveNoArrays() {
        check(fields().that()
                .areDeclaredInClassesThat()
                .areRecords()
                .should()
                .notHaveRawType(DescribedPredicate.describe("an array", JavaClass::isArray)));
    }

    @Test
    void visitors_haveNoDefaultMethods() {
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleName("Visitor")
                .should()
                .haveModifier(JavaModifier.ABSTRACT));
        assertThat(MAIN.contain(AttributeValue.Visitor.class)).isTrue();
    }

    @Test
    void staticFields_areFinal() {
        check(fields().that()
                .areStatic()
                .and()
                .doNotHaveName("$jacocoData")
                .should()
                .beFinal());
    }

    @Test
    void library_doesNotPrintSleepOrUseDefaults() {
        check(noClasses()
                .that(areInLibrary())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(String.class, "getBytes")
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date"));
    }

    @Test
    void packages_areNullMarked() {
        Map<String, List<JavaClass>> byPackage =
                MAIN.stream().collect(Collectors.groupingBy(JavaClass::getPackageName));

        assertThat(byPackage)
                .allSatisfy((name, classes) -> assertThat(classes)
                        .as("package-info of " + name)
                        .anyMatch(each ->
                                each.getSimpleName().equals("package-info") && each.isAnnotatedWith(NullMarked.class)));
    }

    private static void check(ArchRule rule) {
        rule.check(MAIN);
    }

    private static DescribedPredicate<JavaClass> inPackages(List<String> packages) {
        return DescribedPredicate.describe(
                "in " + packages,
                each -> packages.contains(each.getBaseComponentType().getPackageName())
                        || each.getBaseComponentType().isPrimitive() && packages.equals(CORE_LAYERS));
    }

    private static DescribedPredicate<JavaClass> startingWith(String prefix) {
        return DescribedPredicate.describe(
                "in " + prefix, each -> each.getBaseComponentType().getName().startsWith(prefix));
    }

    private static DescribedPredicate<JavaClass> areInLibrary() {
        return JavaClass.Predicates.resideInAnyPackage(LIBRARY).as("are in the library");
    }

    private static DescribedPredicate<JavaMethod> areDeclaredInLibrary() {
        return DescribedPredicate.describe(
                "are declared in the library", method -> areInLibrary().test(method.getOwner()));
    }

    private static ArchCondition<JavaClass> beFinal() {
        return new ArchCondition<>("be final, or an enum") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean closed = item.getModifiers().contains(JavaModifier.FINAL) || item.isEnum();
                events.add(new SimpleConditionEvent(item, closed, item.getName() + " is not final"));
            }
        };
    }
}
