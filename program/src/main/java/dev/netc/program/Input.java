package dev.netc.program;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a caller feeds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Input.Tensor.class, name = "tensor"),
    @JsonSubTypes.Type(value = Input.Label.class, name = "label")})
public sealed interface Input {
    /** As the source has it. */
    String name();

    /** A tensor; {@code shape} is that of one example, {@code [channels, height, width]} or {@code [features]}. */
    record Tensor(String name, List<Integer> shape) implements Input {
        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    /** A label in 0 .. classes - 1. */
    record Label(String name, int classes) implements Input {}
}
