/**
 * What was busy when: launches and exchanges as the devices measured them, and what the host did meanwhile, on one clock. Start at
 * {@link dev.netc.runtime.timeline.Timeline}; {@link dev.netc.runtime.timeline.ChromeTrace} writes one for people to look at.
 * Knows nothing of who measures.
 */
package dev.netc.runtime.timeline;
