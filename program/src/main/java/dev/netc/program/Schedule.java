package dev.netc.program;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the learning rate moves. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = Schedule.Constant.class, name = "constant"),
    @JsonSubTypes.Type(value = Schedule.Steps.class, name = "steps"),
    @JsonSubTypes.Type(value = Schedule.Plateau.class, name = "plateau")})
public sealed interface Schedule {
    /** It does not. */
    record Constant() implements Schedule {}

    /** Multiplied by {@code factor} after each of these epochs. */
    record Steps(List<Integer> at, double factor) implements Schedule {
        public Steps {
            at = List.copyOf(at);
        }
    }

    /**
     * Multiplied by {@code factor} when the validation error has not improved for {@code patience} epochs, {@code times}
     * times; the next such plateau ends the training.
     */
    record Plateau(double factor, int patience, int times) implements Schedule {}
}
