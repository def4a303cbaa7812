/**
 * What a device can do at most: multiply-adds and bytes a second, measured by small kernels, and kept between runs. Start at
 * {@link dev.netc.runtime.measure.Peaks}. Knows nothing of programs.
 */
package dev.netc.runtime.measure;
