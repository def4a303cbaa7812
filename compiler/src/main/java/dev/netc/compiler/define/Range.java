package dev.netc.compiler.define;

/** The numbers that an argument may be. */
public enum Range {
    ANY, POSITIVE, NOT_NEGATIVE, BELOW_ONE, SHARE;

    /** The range in words, after "must be". */
    public String words() {
        return switch (this) {
            case ANY -> "a number";
            case POSITIVE -> "more than 0";
            case NOT_NEGATIVE -> "at least 0";
            case BELOW_ONE -> "at least 0 and less than 1";
            case SHARE -> "from 0 to 1";
        };
    }

    /** Whether a number lies in it. */
    public boolean contains(double number) {
        return switch (this) {
            case ANY -> true;
            case POSITIVE -> number > 0;
            case NOT_NEGATIVE -> number >= 0;
            case BELOW_ONE -> number >= 0 && number < 1;
            case SHARE -> number >= 0 && number <= 1;
        };
    }
}
