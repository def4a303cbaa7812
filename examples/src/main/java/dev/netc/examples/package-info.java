/**
 * Examples: one small program an idea, each run by the tests.
 */
package dev.netc.examples;
