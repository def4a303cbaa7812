package dev.netc.program;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One thing done to training images, drawn anew for every image and use. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Augment.Crop.class, name = "crop"),
    @JsonSubTypes.Type(value = Augment.Flip.class, name = "flip"),
    @JsonSubTypes.Type(value = Augment.Color.class, name = "color")})
public sealed interface Augment {
    /** A window of the input's size at a random place. */
    record Crop() implements Augment {}

    /** Mirrored left to right, with probability 1/2. */
    record Flip() implements Augment {}

    /** Plus the principal components of the training set's RGB values, each times its eigenvalue and N(0, deviation²). */
    record Color(double deviation) implements Augment {}
}
