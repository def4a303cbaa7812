package dev.netc.program;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A region of one logical device's memory. It holds a matrix of rows (examples of the batch, or filters of a
 * parameter), interleaved: element {@code i} of row {@code r} lies at
 * {@code ((r / lanes) * elements + i) * lanes + r % lanes}. With one lane that is row-major.
 *
 * @param name unique within its variant's state and function
 * @param device logical device
 * @param element type
 * @param rows number of rows, or {@link #BATCH}
 * @param elements of one row
 * @param lanes rows that lie side by side; what fills up the last group has no meaning in results; in weights it is zero
 * @param role what the runtime does with it
 * @param first index, in the function's steps, of the first step that writes it; 0 for what is there before
 * @param last index of the last step that reads it; the number of steps for what is read afterwards
 */
public record Buffer(String name, int device, Element element, long rows, long elements, int lanes, Role role,
        int first, int last) {

    /** As {@code rows}: as many as the batch. */
    public static final long BATCH = -1;

    /** Elements in all, those that fill up the last group of lanes included. */
    @JsonIgnore
    public Size size() {
        return rows == BATCH
                ? Size.perTile(elements * lanes, lanes)
                : Size.fixed(Math.ceilDiv(rows, (long) lanes) * elements * lanes);
    }

    /** Bytes that this buffer takes. */
    public long bytes(int batch, Precision precision) {
        return Math.multiplyExact(size().at(batch), (long) element.bytes(precision));
    }

    /** Whether it holds fed images, which lie apart: only they say how large they are. */
    @JsonIgnore
    public boolean isPixels() {
        return element == Element.BYTE && role instanceof Feed;
    }

    /** Where element {@code i} of row {@code r} lies. */
    public long index(long r, long i) {
        return ((r / lanes) * elements + i) * lanes + r % lanes;
    }

    /** What a buffer is for. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({@JsonSubTypes.Type(value = Weight.class, name = "weight"),
        @JsonSubTypes.Type(value = Momentum.class, name = "momentum"),
        @JsonSubTypes.Type(value = Mean.class, name = "mean"), @JsonSubTypes.Type(value = Feed.class, name = "feed"),
        @JsonSubTypes.Type(value = Result.class, name = "result"),
        @JsonSubTypes.Type(value = Temporary.class, name = "temporary")})
    public sealed interface Role {}

    /** State: column {@code column}'s part of a parameter; where the batch is split, every device has one, all alike. */
    public record Weight(String parameter, int column) implements Role {}

    /** State: the momentum of that part, zero at the start. */
    public record Momentum(String parameter, int column) implements Role {}

    /** State: the measured mean that {@code prepare} subtracts, one row {@code [channels, height, width]} or [channels]. */
    public record Mean() implements Role {}

    /**
     * Filled by the caller before the function runs; the same feed may stand on several devices, each of which is given
     * the rows of its {@link Share}. For a tensor input it is
     * the input's name; {@code NAME.pixels} is bytes {@code [height][width][channels]} a row, {@code NAME.crop} three
     * ints a row (top, left, 1 for mirrored), {@code NAME.color} what is added to each channel of the pixels.
     */
    public record Feed(String name) implements Role {}

    /**
     * Read by the caller after the function ran. Parts of several columns are joined in column order: along the rows for
     * parameters' gradients, along the elements of each row for what has a row an example. Where the batch is split, what
     * has a row an example stands on every device under one role, each with the rows of its {@link Share}.
     */
    public record Result(String name, int column, int columns) implements Role {}

    /**
     * Alive from {@code first} to {@code last} only, its memory shared with others; what the prologue writes until another function runs.
     */
    public record Temporary() implements Role {}
}
