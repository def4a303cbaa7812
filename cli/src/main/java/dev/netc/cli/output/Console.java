package dev.netc.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Renderer;

/**
 * Where a command speaks: progress and messages on standard error; on standard output the answer, as a table or, for
 * scripts, as one JSON document and nothing else.
 */
public final class Console {
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Pattern CONTROL = Pattern
            .compile("[\\p{Cc}&&[^\n\r\t]]|[\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069]");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private final boolean terminal;
    private final List<Message> warnings = new ArrayList<>();

    /**
     * A console.
     *
     * @param json whether a script reads standard output
     * @param terminal whether a person watches standard error while it is written
     */
    public Console(PrintStream out, PrintStream err, boolean json, boolean terminal) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.terminal = terminal;
    }

    /** Standard output as it is, for what is no answer: a conversation. */
    public PrintStream out() {
        return out;
    }

    /** Standard error, for progress. */
    public PrintStream err() {
        return err;
    }

    /** Whether a person watches standard error while it is written. */
    public boolean isTerminal() {
        return terminal;
    }

    /** A line for people. */
    public void say(String line) {
        err.println(plain(line));
    }

    /** Warns of something that is about no place in a model. */
    public void warn(String code, String message) {
        warnings.add(Message.of(code, message));
        err.println(plain("warning[" + code + "]: " + message));
    }

    /** Keeps a warning for the JSON document that people have been shown already. */
    public void warned(String code, String message) {
        warnings.add(Message.of(code, message));
    }

    /** Shows warnings about a model. */
    public void warn(List<Problem> problems) {
        if (!problems.isEmpty()) {
            problems.forEach(p -> warnings.add(Message.of(p)));
            err.println(plain(new Renderer().render(problems)));
        }
    }

    /** Gives the answer: once, at the end. */
    public void answer(Answer answer) {
        if (json) {
            print(JSON.valueToTree(answer));
        } else {
            out.print(plain(answer.text()));
            out.flush();
        }
    }

    /** Says why there is no answer. */
    public void fail(Failure failure) {
        err.println(plain(failure.getMessage()));
        if (System.getenv("NETC_DEBUG") != null) {
            failure.printStackTrace(err);
        }
        if (json) {
            print(JSON.valueToTree(Map.of("errors", failure.messages())));
        }
    }

    /** Without what a terminal would obey: names of files, classes and tensors may come from anyone. */
    private static String plain(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    private void print(ObjectNode document) {
        document.set("warnings", JSON.valueToTree(warnings));
        try {
            out.println(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that has no JSON form", e);
        }
        out.flush();
    }
}
