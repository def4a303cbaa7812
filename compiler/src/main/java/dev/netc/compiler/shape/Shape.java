package dev.netc.compiler.shape;

import java.util.List;
import java.util.stream.Collectors;

/** The shape of one example: {@code [channels, height, width]} or {@code [features]}; of a parameter: any rank. */
public record Shape(List<Integer> dimensions) {
    public Shape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty() || dimensions.stream().anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException("shape " + dimensions);
        }
    }

    public static Shape of(int... dimensions) {
        return new Shape(java.util.Arrays.stream(dimensions).boxed().toList());
    }

    public boolean isImage() {
        return dimensions.size() == 3;
    }

    public boolean isVector() {
        return dimensions.size() == 1;
    }

    /** Channels of an image, features of a vector. */
    public int channels() {
        return dimensions.get(0);
    }

    /** 1 for a vector. */
    public int height() {
        return isVector() ? 1 : dimensions.get(1);
    }

    /** 1 for a vector. */
    public int width() {
        return isVector() ? 1 : dimensions.get(2);
    }

    public long elements() {
        return dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** The same with another number of channels or features. */
    public Shape withChannels(int channels) {
        return isVector() ? of(channels) : of(channels, height(), width());
    }

    @Override
    public String toString() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
