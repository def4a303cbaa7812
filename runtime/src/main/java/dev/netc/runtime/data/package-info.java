/**
 * Images for training and testing: folders, archives and binary formats read as one
 * {@link dev.netc.runtime.data.Dataset}, prepared to one size, and handed out in batches by a thread that stays ahead.
 *
 * <p>
 * Start at {@link dev.netc.runtime.data.Dataset#open}; {@link dev.netc.runtime.data.PreparedPart} brings the images to
 * the size that a net stores, {@link dev.netc.runtime.data.BatchLoader} makes batches of them. What is drawn by chance
 * (order, crop, mirror, colour) is a pure function of seed, epoch and image: {@link dev.netc.runtime.data.Draws}.
 *
 * <p>
 * Knows nothing of devices, tensors or training: crops, colour and means are applied by a kernel, this room only says
 * which.
 */
package dev.netc.runtime.data;
