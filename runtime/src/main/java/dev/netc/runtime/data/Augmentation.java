package dev.netc.runtime.data;

import java.util.List;
import java.util.Optional;

import dev.netc.program.Augment;

/** How each image of an epoch is looked at. */
public interface Augmentation {
    /** The window of image {@code index}. */
    View view(int index);

    /** What is added to the channels of image {@code index}; as many values as it has channels. */
    float[] color(int index);

    /** One view of every image, its colours as they are. */
    static Augmentation fixed(View view, int channels) {
        float[] none = new float[channels];
        return new Augmentation() {
            @Override
            public View view(int index) {
                return view;
            }

            @Override
            public float[] color(int index) {
                return none;
            }
        };
    }

    /**
     * What {@code augment} says, drawn for one epoch.
     *
     * @param components needed where {@code augment} has {@code color}
     */
    static Augmentation drawn(List<Augment> augment, PreparedPart part, Optional<ColorComponents> components,
            Draws draws, int epoch) {
        boolean crop = augment.contains(new Augment.Crop());
        boolean flip = augment.contains(new Augment.Flip());
        Optional<Augment.Color> color = colorIn(augment);
        float[] none = new float[part.preparation().channels()];
        return new Augmentation() {
            @Override
            public View view(int index) {
                return draws.view(epoch, index, part.stored(), part.preparation().window(), crop, flip);
            }

            @Override
            public float[] color(int index) {
                return color.map(c -> components.orElseThrow().shift(draws, epoch, index, c.deviation())).orElse(none);
            }
        };
    }

    /** The colour augmentation among these, where there is one. */
    static Optional<Augment.Color> colorIn(List<Augment> augment) {
        return augment.stream().filter(Augment.Color.class::isInstance).map(Augment.Color.class::cast).findFirst();
    }
}
