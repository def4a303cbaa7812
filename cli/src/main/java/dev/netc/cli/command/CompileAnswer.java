package dev.netc.cli.command;

import java.util.List;

import dev.netc.cli.output.Answer;

/**
 * What {@code netc compile} wrote.
 *
 * @param net its name
 * @param folder that was written to
 * @param kernels how many, over all kinds of devices
 * @param files in the folder
 */
record CompileAnswer(String net, String folder, int kernels, List<String> files) implements Answer {
    @Override
    public String text() {
        return net + ": " + kernels + " kernels in " + folder + "\n"
                + files.stream().map(f -> "  " + f + "\n").reduce("", String::concat);
    }
}
