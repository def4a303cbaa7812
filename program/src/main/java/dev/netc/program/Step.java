package dev.netc.program;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One thing that a logical device does. A function's steps stand in one order in which they may be enqueued; those of
 * one device run in that order, those of two devices run at the same time but for what {@link Wait} says. A function
 * starts on every device only after the one before it has ended on all.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Step.Launch.class, name = "launch"),
    @JsonSubTypes.Type(value = Step.Copy.class, name = "copy"),
    @JsonSubTypes.Type(value = Step.Wait.class, name = "wait")})
public sealed interface Step {
    /** The logical device whose queue does it. */
    int device();

    /**
     * Runs a kernel.
     *
     * @param kernel name in the variant's list
     * @param arguments in the kernel's order
     * @param global work-items in 1 to 3 dimensions
     * @param group the work-items that run together; of as many dimensions, and a divisor of the work-items in each
     * @param work what it does, for those who measure
     * @param odd what runs instead where the device has an odd number of blocks of lanes; null where it is the same
     */
    record Launch(int device, String kernel, List<Argument> arguments, List<Size> global, WorkGroup group, Work work,
            @JsonInclude(JsonInclude.Include.NON_NULL) OfOddBlocks odd)
            implements
                Step {
        public Launch {
            arguments = List.copyOf(arguments);
            global = List.copyOf(global);
            if (!group.size().isEmpty() && group.size().size() != global.size()) {
                throw new IllegalArgumentException("a work-group of " + group.size() + " in a launch of "
                        + global.size() + " dimensions");
            }
        }

        /** A launch about whose work nothing is known. */
        public Launch(int device, String kernel, List<Argument> arguments, List<Size> global, WorkGroup group) {
            this(device, kernel, arguments, global, group, Work.UNKNOWN, null);
        }

        /** The launch where the device has so many blocks of lanes. */
        Launch of(int blocks) {
            return odd == null || blocks % 2 == 0
                    ? this
                    : new Launch(device, odd.kernel(), arguments, odd.global(), group, work, null);
        }
    }

    /**
     * A kernel of the same arguments, work-groups and results that takes blocks of lanes one by one, where the other one
     * takes two.
     *
     * @param kernel name in the variant's list
     * @param global work-items in as many dimensions
     */
    record OfOddBlocks(String kernel, List<Size> global) {
        public OfOddBlocks {
            global = List.copyOf(global);
        }
    }

    /**
     * Copies a whole buffer from this logical device to a buffer of the same form on another.
     *
     * @param bytes what crosses, without what fills up the lanes
     */
    record Copy(int device, String from, int to, String into, Size bytes) implements Step {}

    /** Waits until step number {@code step} of the function, on another logical device, has ended. */
    record Wait(int device, int step) implements Step {}
}
