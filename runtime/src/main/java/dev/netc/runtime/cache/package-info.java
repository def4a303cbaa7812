/**
 * What was found out once is kept for the next time, in the user's cache folder: a convenience, never needed. Start at
 * {@link dev.netc.runtime.cache.KeptFiles}. Knows nothing of what is kept.
 */
package dev.netc.runtime.cache;
