package dev.netc.runtime.opencl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.netc.runtime.error.NoDeviceException;

/**
 * The name of a device or of a part of one: {@code 0}, {@code 0.1} (the second half), {@code 0.2/4} (part 2 of four).
 *
 * @param index of the device
 * @param part from 0
 * @param parts how many equal parts; 1 is the whole device
 */
public record DeviceName(int index, int part, int parts) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4})(?:/([1-9]\\d{0,3}))?)?");
    private static final int HALVES = 2;

    public DeviceName {
        if (index < 0 || parts < 1 || part < 0 || part >= parts) {
            throw new IllegalArgumentException("part " + part + " of " + parts + " of device " + index);
        }
    }

    /** A whole device. */
    public static DeviceName whole(int index) {
        return new DeviceName(index, 0, 1);
    }

    /**
     * Reads a name.
     *
     * @throws NoDeviceException where it is none, or a part that cannot be
     */
    public static DeviceName parse(String name) {
        Matcher form = FORM.matcher(name.strip());
        if (!form.matches()) {
            throw new NoDeviceException(
                    "\"" + name + "\" is no device name: 0 is the first device, 0.1 its second half,"
                            + " 0.2/4 part 2 of four");
        }
        int index = Integer.parseInt(form.group(1));
        if (form.group(2) == null) {
            return whole(index);
        }
        int part = Integer.parseInt(form.group(2));
        int parts = form.group(3) == null ? HALVES : Integer.parseInt(form.group(3));
        if (part >= parts) {
            throw new NoDeviceException("device " + name + ": of " + parts + " parts the last is " + index + "."
                    + (parts - 1) + (parts == HALVES ? "" : "/" + parts));
        }
        return new DeviceName(index, part, parts);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        if (parts == 1) {
            return Integer.toString(index);
        }
        return index + "." + part + (parts == HALVES ? "" : "/" + parts);
    }
}
