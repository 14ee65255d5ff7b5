// SPDX-License-Identifier: Apache-2.0
package org.moviestore.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Binds this process and those of servers to processor cores, by the Linux command {@code taskset}. */
final class Taskset {
    private final String all;
    private final String one;

    private Taskset(String all, String one) {
        this.all = all;
        this.one = one;
    }

    /** Returns what binds processes to the cores that this one may use; empty where there is no such command. */
    static Optional<Taskset> find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        // It answers: pid 17's current affinity list: 0,1
        return run("taskset", "-pc", pid(ProcessHandle.current()))
                .map(answer -> answer.replaceFirst("(?s).*: *([0-9,-]+)\\s*", "$1"))
                .filter(cores -> cores.matches("[0-9]+([,-][0-9]+)*"))
                .map(cores -> new Taskset(cores, cores.replaceFirst(".*[,-]", "")));
    }

    /** Binds every thread of this process and of the others; those that they start later come after them. */
    void bind(Cores cores, List<ProcessHandle> others) {
        String list = cores == Cores.ONE ? one : all;
        Stream.concat(Stream.of(ProcessHandle.current()), others.stream())
                .forEach(process -> run("taskset", "-apc", list, pid(process)));
    }

    private static String pid(ProcessHandle process) {
        return Long.toString(process.pid());
    }

    private static Optional<String> run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // A process may have ended meanwhile, and then needs no binding.
            return process.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "core " + one + " of " + all;
    }
}
