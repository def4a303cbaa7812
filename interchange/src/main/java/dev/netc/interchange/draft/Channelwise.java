package dev.netc.interchange.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

import dev.netc.compiler.shape.Shape;
import dev.netc.runtime.tensor.Tensor;

/**
 * What the language has no word for and says by a convolution of each channel by itself, with weights that are known: a number a
 * channel, padding that counts, padding alone.
 */
public final class Channelwise {
    private Channelwise() {}

    /** Each channel times a number, plus a number; {@code scale} and {@code shift} have one each of a channel. */
    public static Value scaled(Draft draft, Wish wish, Value value, Weight scale, Weight shift) {
        long channels = value.shape().channels();
        if (!value.shape().isImage()) {
            draft.note("`" + wish.name()
                    + "` computes with a number a feature: said as a batch normalisation of mean 0 and"
                    + " variance 1, which training would change");
            return draft.layer(wish, Term.call("batchnorm", value, "epsilon: 1e-20"), value.shape(),
                    List.of(as("weight", scale), as("bias", shift), Weight.uniform("running_mean", "0", 0),
                            Weight.uniform("running_var", "1", 1)));
        }
        draft.note("`" + wish.name()
                + "` computes with a number a channel: said as a convolution of one pixel of each channel by"
                + " itself");
        Weight weight = new Weight("weight", scale.from(), scale.values().map(v -> v.reshape(channels, 1, 1, 1)),
                scale.uniform());
        return draft.layer(wish, eachByItself(value, List.of("1"), List.of()), value.shape(),
                List.of(weight, as("bias", shift)));
    }

    private static Term eachByItself(Value image, List<String> window, List<String> settings) {
        int channels = image.shape().channels();
        return new Term.Filters("conv", image, channels, channels, window, settings);
    }

    private static Weight as(String role, Weight weight) {
        return new Weight(role, weight.from(), weight.values(), weight.uniform());
    }

    /**
     * Means of windows in which padding counts: all weights of a window are one divided by its places.
     *
     * @throws Refusal where the last windows are clipped, and divided by less
     */
    public static Value meanWithPadding(Draft draft, Wish wish, Value image, SlidingWindow window, Shape result) {
        if (window.roundsUp()) {
            throw new Refusal(
                    "its means count padding, and its last windows are clipped; the language says one or the other");
        }
        long places = window.down().size() * (long) window.across().size();
        List<String> settings = new ArrayList<>(List.of("bias: none"));
        window.round().ifPresent(settings::add);
        draft.note("`" + wish.name()
                + "` counts padding in its means: said as a convolution of each channel by itself, whose"
                + " weights are all 1 / " + places);
        return draft.layer(wish, eachByItself(image, window.arguments(1), settings), result,
                List.of(Weight.uniform("weight", "1 / " + places, (float) (1.0 / places))));
    }

    /** Zeros around an image: top, left, bottom, right. */
    public static Value padded(Draft draft, Wish wish, Value image, List<Long> pads, Shape result) {
        draft.note("`" + wish.name()
                + "` pads with zeros: said as a convolution of one pixel of each channel by itself, whose"
                + " weights are all 1");
        return draft.layer(wish, eachByItself(image, List.of("1", "pad: " + pads), List.of("bias: none")), result,
                List.of(Weight.uniform("weight", "1", 1)));
    }

    /** Every number through a function, rounded to what the tensor holds. */
    public static Tensor map(Tensor tensor, DoubleUnaryOperator function) {
        return of(tensor.type(), tensor.shape(), i -> function.applyAsDouble(tensor.doubleAt(i)));
    }

    /** A matrix with rows and columns changed. */
    public static Tensor transposed(Tensor matrix) {
        int columns = Math.toIntExact(matrix.shape().get(0));
        int rows = Math.toIntExact(matrix.shape().get(1));
        return of(matrix.type(), List.of((long) rows, (long) columns),
                i -> matrix.doubleAt(i % columns * rows + i / columns));
    }

    /** Elements of the type as they are; of what is no real number, floats. */
    private static Tensor of(Tensor.Type type, List<Long> shape, IntToDoubleFunction element) {
        return Tensor.of(type == Tensor.Type.F64 ? type : Tensor.Type.F32, shape, element);
    }

    /** So many times one number. */
    public static Tensor filled(long count, double value) {
        return Tensor.of(Tensor.Type.F32, List.of(count), i -> value);
    }
}
