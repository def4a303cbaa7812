package dev.netc.cli.output;

import java.util.List;

import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Renderer;
import dev.netc.interchange.ImportException;

/** Ends a command: with words for people, messages for scripts, and a status. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;
    private final transient List<Message> messages;

    private Failure(ExitStatus status, String text, List<Message> messages, Throwable cause) {
        super(text, cause);
        this.status = status;
        this.messages = List.copyOf(messages);
    }

    /** One message. */
    public static Failure of(ExitStatus status, Message message, Throwable cause) {
        return new Failure(status, "error[" + message.code() + "]: " + message.message(), List.of(message), cause);
    }

    /** The command was typed wrongly. */
    public static Failure usage(String message) {
        return of(ExitStatus.USAGE, Message.of("usage", message), null);
    }

    /** A file that cannot be read, written or used. */
    public static Failure file(String file, String problem, Throwable cause) {
        return of(ExitStatus.ERRORS, Message.of("file", file + ": " + problem, file), cause);
    }

    /** A file that does not fit the model. */
    public static Failure inputs(String file, String problem) {
        return of(ExitStatus.ERRORS, Message.of("inputs", file + ": " + problem, file), null);
    }

    /** A model file with errors. */
    public static Failure model(List<Problem> problems) {
        return new Failure(ExitStatus.ERRORS, new Renderer().render(problems).stripTrailing(),
                problems.stream().map(Message::of).toList(), null);
    }

    /** A file of another format that is broken, or says what the language cannot: a message a place in it. */
    public static Failure unsayable(ImportException thrown) {
        List<Message> places = thrown.unsayable().stream().map(u -> Message.of("import", u.toString())).toList();
        return new Failure(ExitStatus.ERRORS, "error[import]: " + thrown.getMessage(),
                places.isEmpty() ? List.of(Message.of("import", thrown.getMessage())) : places, thrown);
    }

    /** What the process ends with. */
    public ExitStatus status() {
        return status;
    }

    /** For scripts. */
    public List<Message> messages() {
        return messages;
    }
}
