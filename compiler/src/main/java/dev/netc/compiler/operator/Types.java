package dev.netc.compiler.operator;

import dev.netc.compiler.shape.Shape;

/** Checks that type rules share. */
final class Types {
    private Types() {}

    static void require(boolean holds, String law) {
        if (!holds) {
            throw new IllegalArgumentException(law);
        }
    }

    static void same(Shape found, Shape expected, String what) {
        require(found.equals(expected), what + " is " + found + ", not " + expected);
    }
}
