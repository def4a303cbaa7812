package dev.netc.cli.command;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.netc.cli.output.Answer;
import dev.netc.cli.output.Table;

/**
 * What {@code netc compile} wrote.
 *
 * @param net its name
 * @param folder that was written to
 * @param kernels how many, over all kinds of devices
 * @param type the class's name, its package before it
 * @param files in the folder
 * @param holds what each of them is, for people
 */
record CompileAnswer(String net, String folder, int kernels, String type, List<String> files,
        @JsonIgnore List<String> holds) implements Answer {
    @Override
    public String text() {
        Table table = new Table().words("").words("");
        for (int i = 0; i < files.size(); i++) {
            table.row("  " + files.get(i), holds.get(i));
        }
        return net + ": " + kernels + " kernels in " + folder + "\n" + table.text();
    }
}
