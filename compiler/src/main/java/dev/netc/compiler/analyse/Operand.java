package dev.netc.compiler.analyse;

import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Span;

/**
 * A value on its way into a call.
 *
 * @param place where messages point
 * @param written all of the expression
 */
record Operand(Meaning meaning, Place place, Span written) {

    /** The expression as messages cite it. */
    String text() {
        return written.text();
    }
}
