// SPDX-License-Identifier: Apache-2.0
package org.moviestore.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.moviestore.item.ErrorCode;
import org.moviestore.table.TableFeature;

/** The suite and docs/contract.md say the same. */
class ContractTest {
    private static final Pattern RULE = Pattern.compile("(?m)^\\*\\*([A-Z][0-9]+)\\. [^\n]*(?:\n(?!\n)[^\n]*)*");
    private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9]+(?:_[A-Za-z0-9]+)+)`");

    private static String contract() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/contract.md"))) {
            folder = folder.getParent();
            assertThat(folder).as("a folder with docs/contract.md").isNotNull();
        }
        return Files.readString(folder.resolve("docs/contract.md"));
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(ParameterizedTest.class)
                || method.isAnnotationPresent(RepeatedTest.class);
    }

    @Test
    void contract_ofEachRule_namesTheTestsThatProveIt() throws IOException {
        Map<String, Set<String>> proven = new TreeMap<>();
        for (Method test : Suite.tests()) {
            for (String rule : test.getAnnotation(Rule.class).value()) {
                proven.computeIfAbsent(rule, unknown -> new TreeSet<>()).add(test.getName());
            }
        }

        Map<String, Set<String>> written = new TreeMap<>();
        Matcher rules = RULE.matcher(contract());
        while (rules.find()) {
            assertThat(rules.group()).contains("\nProved by ");
            String proof = rules.group().substring(rules.group().indexOf("\nProved by "));
            Set<String> names = new TreeSet<>();
            NAME.matcher(proof).results().forEach(name -> names.add(name.group(1)));
            assertThat(written.put(rules.group(1), names)).isNull();
        }

        assertThat(written).isEqualTo(proven);
    }

    @Test
    void contract_onWhatTurnedOutOtherwise_namesTestsThatExist() throws IOException {
        List<String> names = Suite.tests().stream().map(Method::getName).toList();
        String contract = contract();
        String end = contract.substring(contract.indexOf("## What was thought"));

        assertThat(NAME.matcher(end).results().map(name -> name.group(1)))
                .filteredOn(name -> name.matches(".*[a-z][A-Z].*"))
                .isNotEmpty()
                .isSubsetOf(names);
    }

    @Test
    void contract_onLimits_namesEveryCode() throws IOException {
        String contract = contract();

        assertThat(ErrorCode.values()).allSatisfy(code -> assertThat(contract).contains("`" + code + "`"));
    }

    @Test
    void suite_ofAllGroups_namesARuleForEachTestAndEachTestOnce() {
        assertThat(Suite.methods().filter(ContractTest::isTest))
                .isNotEmpty()
                .allMatch(test -> test.isAnnotationPresent(Rule.class));
        assertThat(Suite.tests().stream().map(Method::getName)).doesNotHaveDuplicates();
    }

    @Test
    void suite_onEachFeature_hasATestOfItsPresenceAndOneOfItsAbsence() {
        for (TableFeature feature : TableFeature.values()) {
            assertThat(Suite.tests().stream()
                            .map(test -> test.getAnnotation(RequiresFeature.class))
                            .filter(required -> required != null && required.value() == feature)
                            .map(RequiresFeature::absent))
                    .as("%s", feature)
                    .contains(true, false);
        }
    }
}
