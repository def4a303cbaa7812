package dev.netc.runtime;

/**
 * A class that a net takes an image for, and how sure of it it is.
 *
 * @param index of the class, from 0
 * @param name to show
 * @param probability 0 to 1; over all classes they sum up to 1
 */
public record Classification(int index, String name, double probability) {}
