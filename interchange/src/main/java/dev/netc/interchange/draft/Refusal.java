package dev.netc.interchange.draft;

/** Why a part of a file cannot be said; whoever goes through the file adds which part. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A sentence about the part, without its name. */
    public Refusal(String why) {
        super(why, null, false, false);
    }
}
