/**
 * What a device says of itself: {@link dev.netc.runtime.device.DeviceInfo}. Knows nothing of OpenCL's objects and of the rest.
 */
package dev.netc.runtime.device;
