// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command as a process of its own. */
final class CommandProcess {
    private CommandProcess() {}

    /** Returns what starts it with the arguments. */
    static ProcessBuilder of(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> line = new ArrayList<>(List.of(
                java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line);
    }
}
