package dev.netc.compiler.analyse;

/**
 * A pattern of names in which {@code *} stands for any characters.
 *
 * @param pattern {@code *.bias}
 */
record Glob(String pattern) {

    /** Whether it fits the whole name; takes no longer than the product of both lengths, whatever the pattern. */
    boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = in;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resume; // the last star takes one character more
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(c -> c == '*');
    }
}
