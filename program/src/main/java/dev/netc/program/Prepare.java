package dev.netc.program;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One step from the decoded pixels, 0 to 255 in RGB (or grey), to what the net reads. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Prepare.Resize.class, name = "resize"),
    @JsonSubTypes.Type(value = Prepare.MeanImage.class, name = "meanImage"),
    @JsonSubTypes.Type(value = Prepare.MeanChannel.class, name = "meanChannel"),
    @JsonSubTypes.Type(value = Prepare.MeanValues.class, name = "meanValues"),
    @JsonSubTypes.Type(value = Prepare.Scale.class, name = "scale"),
    @JsonSubTypes.Type(value = Prepare.OrderBgr.class, name = "orderBgr")})
public sealed interface Prepare {
    /** The shorter side to {@code size}, then the central square of that side. */
    record Resize(int size) implements Prepare {}

    /** Minus the training set's mean at each pixel, measured after the steps before this one. */
    record MeanImage() implements Prepare {}

    /** Minus the training set's mean of each channel. */
    record MeanChannel() implements Prepare {}

    /** Minus these, a value a channel. */
    record MeanValues(List<Double> values) implements Prepare {
        public MeanValues {
            values = List.copyOf(values);
        }
    }

    /** Times {@code factor}. */
    record Scale(double factor) implements Prepare {}

    /** Channels reversed. */
    record OrderBgr() implements Prepare {}
}
