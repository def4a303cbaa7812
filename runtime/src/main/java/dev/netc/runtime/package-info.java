/**
 * Runs a {@code Program} on OpenCL devices: memory, schedule, training and data. Knows nothing of the
 * compiler; this is the jar that users embed.
 */
package dev.netc.runtime;
