package dev.netc.compiler.analyse;

import dev.netc.compiler.problem.Place;

/**
 * A value on its way into a call.
 *
 * @param place where it is written
 * @param text as messages cite it
 */
record Operand(Meaning meaning, Place place, String text) {}
