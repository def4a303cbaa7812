/**
 * What can go wrong in the runtime, each kind an unchecked {@link dev.netc.runtime.error.NetcException} whose message is
 * meant for the person at the keyboard. A mistake in calling the library itself is an {@code IllegalArgumentException} or an
 * {@code IllegalStateException} instead. Knows nothing of the rest.
 */
package dev.netc.runtime.error;
