package dev.netc.interchange.draft;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.shape.Shape;

/** What is to be written into a net of images, of a file that does not say how they are prepared. */
final class Unprepared {
    private final Draft draft;
    private final NetText text;

    private Unprepared(Draft draft, NetText text) {
        this.draft = draft;
        this.text = text;
    }

    /** The lines, with an example of a preparation; empty where the file tells, or the net is for no images or no classes. */
    static Optional<String> lines(Draft draft, NetText text, Habit habit) {
        return draft.recipe().isPresent() ? Optional.empty() : new Unprepared(draft, text).lines(habit);
    }

    private Optional<String> lines(Habit habit) {
        return image().flatMap(image -> draft.outputs().stream().map(Draft.Output::value)
                .filter(output -> output.shape().isVector()).findFirst()
                .map(output -> trainBlock(output.shape().channels(), text.logits(output), habit.of(image))));
    }

    private static String trainBlock(int classes, String logits, String prepare) {
        return """
                input label: class(%d)

                train {
                  loss      cross_entropy(%s, label)
                  optimizer sgd(rate: 0.01, momentum: 0.9)
                  prepare   %s
                }
                """.formatted(classes, logits, prepare);
    }

    /** All that the net is fed with, if that is an image. */
    private Optional<Shape> image() {
        List<Draft.Input> inputs = draft.inputs();
        return inputs.size() == 1
                ? draft.firstShape().filter(Shape::isImage).filter(shape -> Habit.isImage(shape.channels()))
                : Optional.empty();
    }
}
