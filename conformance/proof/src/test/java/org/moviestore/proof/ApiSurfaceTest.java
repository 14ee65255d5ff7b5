// SPDX-License-Identifier: Apache-2.0
package org.moviestore.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
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
import org.junit.jupiter.api.Test;
import org.moviestore.item.Item;

/**
 * What core shows to its users is what api-surface.txt says, so that each change of it is seen and meant. After a
 * change that is meant, copy the file that this test writes under target/.
 */
class ApiSurfaceTest {
    private static final Path APPROVED = Path.of("../../core-api/api-surface.txt");
    private static final Path FOUND = Path.of("target/api-surface.txt");

    @Test
    void core_showsWhatWasApproved() throws IOException {
        List<String> surface = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.moviestore")
                        .stream()
                        .filter(ApiSurfaceTest::isInCore)
                        .filter(ApiSurfaceTest::isShown)
                        .flatMap(ApiSurfaceTest::lines)
                        .sorted()
                        .toList();

        Files.write(FOUND, surface);

        assertThat(surface)
                .as("public API of core; if the change is meant, copy %s to core-api/", FOUND)
                .isEqualTo(Files.readAllLines(APPROVED));
    }

    private static boolean isInCore(JavaClass each) {
        return each.getSource().orElseThrow().getUri().toString().contains("core")
                && each.getSource().orElseThrow().getUri().toString().contains(coreLocation());
    }

    private static String coreLocation() {
        String location =
                Item.class.getProtectionDomain().getCodeSource().getLocation().getPath();
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
