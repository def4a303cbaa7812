/**
 * Files of protocol buffers, read without believing what they say of themselves. Knows nothing of what they mean.
 */
package dev.netc.interchange.wire;
