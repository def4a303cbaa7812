/**
 * Random numbers as a function: every draw is a pure function of a seed and of what it is for, so that it is the same on every
 * machine, in every order and on any number of threads. Start at {@link dev.netc.runtime.random.Stream}.
 */
package dev.netc.runtime.random;
