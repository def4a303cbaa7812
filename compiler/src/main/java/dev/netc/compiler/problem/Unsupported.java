package dev.netc.compiler.problem;

/**
 * A word of the language that this compiler does not know what to do with.
 *
 * @param what with its article where it needs one: {@code the operator `concat`}
 * @param instead what can be written in its place; may be empty
 */
public record Unsupported(Place where, String what, String instead) implements Problem {
    @Override
    public String code() {
        return "unsupported";
    }
}
