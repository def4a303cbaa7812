package dev.netc.compiler.graph;

/** What an operation computes, with its arguments as values. Open: an operator is one file and one line of a list. */
public interface Operator {
    /** The operator's name in the language and in graphs. */
    String name();
}
