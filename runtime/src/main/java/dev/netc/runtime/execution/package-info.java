/**
 * A variant of a program on opened devices: where its buffers lie, how rows travel between host and device, how a function's
 * steps are enqueued. Start at {@link dev.netc.runtime.execution.Session}. Knows nothing of JOCL, and nothing of what
 * the functions are for.
 */
package dev.netc.runtime.execution;
