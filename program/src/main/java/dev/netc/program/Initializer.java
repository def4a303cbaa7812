package dev.netc.program;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where a parameter starts. {@code he} and {@code xavier} have become a {@link Normal} by the time of a Program. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Initializer.Normal.class, name = "normal"),
    @JsonSubTypes.Type(value = Initializer.Uniform.class, name = "uniform"),
    @JsonSubTypes.Type(value = Initializer.Constant.class, name = "constant")})
public sealed interface Initializer {
    /** N(0, deviation²). */
    record Normal(double deviation) implements Initializer {}

    /** Uniform in [low, high). */
    record Uniform(double low, double high) implements Initializer {}

    /** One value everywhere. */
    record Constant(double value) implements Initializer {}
}
