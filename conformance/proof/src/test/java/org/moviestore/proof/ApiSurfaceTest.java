// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moviestore.dynamo.DynamoStore;
import org.moviestore.item.Item;
import org.moviestore.postgres.PostgresStore;
import org.moviestore.remote.RemoteStore;

/**
 * What core and the adapters show to their users is what the file api-surface.txt of each module says, so that each
 * change of it is seen and meant. After a change that is meant, copy the file that this test writes under target/.
 */
class ApiSurfaceTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.moviestore");

    /** Returns the folders of the modules, each with one of its classes. */
    static Stream<Arguments> modules() {
        return Stream.of(
                arguments("core-api", Item.class),
                arguments("dynamo-adapter", DynamoStore.class),
                arguments("postgres-adapter", PostgresStore.class),
                arguments("remote-adapter", RemoteStore.class));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_showsWhatWasApproved(String folder, Class<?> one) throws IOException {
        String location = locationOf(one);
        List<String> surface = ALL.stream()
                .filter(each ->
                        each.getSource().orElseThrow().getUri().toString().contains(location))
                .filter(ApiSurfaceTest::isShown)
                .flatMap(ApiSurfaceTest::lines)
                .sorted()
                .toList();
        Path found = Path.of("target", folder + "-api-surface.txt");

        Files.write(found, surface);

        assertThat(surface)
                .as("public API of %s; if the change is meant, copy %s to its api-surface.txt", folder, found)
                .isEqualTo(Files.readAllLines(Path.of("../..", folder, "api-surface.txt")));
    }

    /** Returns the folder of the module's classes, or the name of its JAR. */
    private static String locationOf(Class<?> one) {
        String location =
                one.getProtectionDomain().getCodeSource().getLocation().getPath();
        return location.endsWith("/") ? location : location.substring(location.lastIndexOf('/') + 1);
    }

    private static boolean isShown(JavaClass each) {
        return each.getModifiers().contains(JavaModifier.PUBLIC)
                && each.getEnclosingClass().map(ApiSurfaceTest::isShown).orElse(true);
    }

    private static Stream<String> lines(JavaClass each) {
        Stream<String> members = Stream.concat(each.getCodeUnits().stream(), each.getFields().stream())
                .filter(ApiSurfaceTest::isShown)
                .map(member -> each.getName() + "#" + describe(member));
        return Stream.concat(Stream.of(each.getName()), members);
    }

    private static boolean isShown(JavaMember member) {
        return !member.getModifiers().contains(JavaModifier.SYNTHETIC)
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
    }

    private static String describe(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getName() + ": " + field.getRawType().getSimpleName();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        String parameters = unit.getRawParameterTypes().stream()
                .map(JavaClass::getSimpleName)
                .collect(Collectors.joining(", "));
        String result =
                unit instanceof JavaMethod ? ": " + unit.getRawReturnType().getSimpleName() : "";
        return unit.getName() + "(" + parameters + ")" + result;
    }
}
