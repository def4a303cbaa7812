/**
 * A net without columns, as the frameworks that netc is compared with say it. Start at {@link dev.netc.peers.joined.JoinedNet}.
 * Knows the compiler's typed net, and no framework.
 */
package dev.netc.peers.joined;
