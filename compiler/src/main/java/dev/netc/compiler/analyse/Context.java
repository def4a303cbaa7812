package dev.netc.compiler.analyse;

import java.util.List;
import java.util.Map;

/**
 * What all evaluation of one file shares.
 *
 * @param laterLines line of every name that the net binds, so that a use before it can be told from an unknown name
 * @param known takes what names and calls are found to be
 */
record Context(Problems problems, Callables callables, NetworkBuilder network, Map<String, Integer> laterLines,
        List<Known> known) {}
