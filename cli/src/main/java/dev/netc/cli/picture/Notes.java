package dev.netc.cli.picture;

import java.util.stream.IntStream;

import dev.netc.cli.output.Figures;
import dev.netc.cli.picture.Diagram.Box;
import dev.netc.cli.picture.Diagram.Kind;
import dev.netc.cli.picture.Diagram.Link;
import dev.netc.compiler.shape.Shape;

/** What is written at and beneath boxes. */
final class Notes {
    private Notes() {}

    /** At the foot of a box in a lane: parameters; of an {@code all} what crosses to it. */
    static String of(Diagram diagram, Box box, int lane) {
        return diagram.links().stream().filter(l -> l.to() == box.id() && box.kind() == Kind.ALL).findFirst()
                .map(link -> arriving(diagram, link, lane)).orElse(box.note());
    }

    private static String arriving(Diagram diagram, Link link, int lane) {
        long others = diagram.arriving(link, lane);
        Shape shape = diagram.box(link.from()).shape();
        String bytes = Figures.count(others * shape.elements() * Float.BYTES) + " bytes";
        return others == 0 ? "nothing crosses" : (others == 1 ? "" : others + " × ") + shape + ", " + bytes;
    }

    /** Large enough for every lane's note. */
    static BoxSize size(Diagram diagram, Box box) {
        return IntStream.range(0, diagram.lanes(box.id())).mapToObj(lane -> BoxSize.of(box, of(diagram, box, lane)))
                .reduce((a, b) -> new BoxSize(Math.max(a.width(), b.width()), Math.max(a.height(), b.height())))
                .orElseThrow();
    }

    /** Whether the shape is written where links leave the box. */
    static boolean isLabelled(Diagram diagram, Box box) {
        return diagram.links().stream().anyMatch(l -> l.from() == box.id());
    }
}
