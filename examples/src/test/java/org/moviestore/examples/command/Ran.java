// SPDX-License-Identifier: Apache-2.0
package org.moviestore.examples.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What came of running the command in this process. */
record Ran(int code, String out, String err) {
    static Ran command(String... arguments) {
        return with("", Map.of(), arguments);
    }

    static Ran withInput(String input, String... arguments) {
        return with(input, Map.of(), arguments);
    }

    static Ran with(String input, Map<String, String> environment, String... arguments) {
        return with(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), environment, arguments);
    }

    static Ran with(InputStream in, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(messages, true, StandardCharsets.UTF_8);
        Progress progress = new Progress(err, false, System::nanoTime);
        int code = Main.run(new Shell(in, new Output(out), err, environment, progress), arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }

    List<String> messages() {
        return err.lines().toList();
    }
}
