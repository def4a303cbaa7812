package dev.netc.runtime.opencl;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a driver's complaint about a kernel readable: with the line of the source that it is about. */
final class BuildLog {
    /** Clang's form, {@code file:12:5: error: …}, which most drivers share; PoCL turns it to {@code error: file:12:5: …}. */
    private static final Pattern COMPLAINT = Pattern
            .compile("(?m):(\\d+):(\\d+): (?:fatal )?error: (.*)$|^error: .*:(\\d+):(\\d+): (.*)$");

    private BuildLog() {}

    static String explain(String kernel, String source, String log, String code) {
        Matcher complaint = COMPLAINT.matcher(log);
        List<String> lines = source.lines().toList();
        if (!complaint.find()) {
            return "kernel " + kernel + " does not compile (" + code + ")" + (log.isEmpty() ? "" : ":\n" + log);
        }
        int form = complaint.group(1) != null ? 1 : 4;
        int line = Integer.parseInt(complaint.group(form));
        int column = Integer.parseInt(complaint.group(form + 1));
        String message = "kernel " + kernel + " does not compile: " + complaint.group(form + 2);
        if (line < 1 || line > lines.size()) {
            return message + "\n" + log;
        }
        String number = Integer.toString(line);
        return message + "\n" + number + " | " + lines.get(line - 1) + "\n"
                + " ".repeat(number.length() + 2 + Math.max(column, 1)) + "^\n" + log;
    }
}
