/**
 * Archives of strangers, as the library for them reads: what it asks of a file is watched, because what it makes of it is taken of
 * memory before anybody else can look. Start at {@link dev.netc.runtime.archive.WatchedChannel}. Knows nothing of images or weights.
 */
package dev.netc.runtime.archive;
