package dev.netc.runtime.opencl;

import dev.netc.runtime.device.DeviceInfo;

/**
 * A device that a program runs on.
 *
 * @param info what it says of itself
 * @param context shared with the other devices of its platform
 * @param queue its own, in order
 */
public record LogicalDevice(DeviceInfo info, Context context, Queue queue) {}
