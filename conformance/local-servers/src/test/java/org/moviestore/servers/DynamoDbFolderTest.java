// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DynamoDbFolderTest {
    @Test
    void findFrom_belowTheProject_findsTheFolderUpwards(@TempDir Path temporary) throws IOException {
        Path project = temporary.resolve("a project");
        Path folder = Files.createDirectories(project.resolve("conformance/dynamodb-local/target/lib"));
        Path module = Files.createDirectories(project.resolve("dynamo-adapter/target"));

        Path found = DynamoDbFolder.findFrom(module);

        assertThat(found).isEqualTo(folder);
    }

    @Test
    void findFrom_outsideAnyProject_saysWhatToRun(@TempDir Path temporary) {
        assertThatThrownBy(() -> DynamoDbFolder.findFrom(temporary))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(temporary.toString())
                .hasMessageContaining("mvn -pl conformance/dynamodb-local process-classes")
                .hasMessageContaining("-Dmoviestore.dynamodbLocal");
    }
}
