package dev.netc.compiler.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.grammar.NetLexer;

/**
 * A name with a chain, as it is written in a line or several: {@code conv1 = image -> conv(48, 11) : [48, 55, 55]}.
 *
 * @param name what stands left of {@code =}
 * @param assign {@code =}, or nothing where a chain stands alone
 * @param source what the chain begins with
 * @param stages its calls, each with the arrow before it
 * @param shape with its colon; may be empty
 */
record Statement(String name, String assign, Flat source, List<Flat> stages, Flat shape) {
    Statement {
        stages = List.copyOf(stages);
    }

    /** The statement in pieces; absent where a comment stands amid one, or one is too long for a line. */
    static Optional<Statement> of(int indent, List<Part> name, String assign, List<Part> expression,
            List<Part> shape) {
        List<Flat> pieces = new ArrayList<>();
        for (List<Part> stage : stages(expression)) {
            Flat.of(stage).ifPresent(pieces::add);
        }
        Optional<Flat> left = Flat.of(name).filter(Flat::isBare);
        Optional<Flat> colon = Flat.of(shape).filter(f -> f.before().isEmpty());
        if (left.isEmpty() || colon.isEmpty() || pieces.size() < stages(expression).size()) {
            return Optional.empty();
        }
        return Optional
                .of(new Statement(left.get().text(), assign, pieces.get(0), pieces.subList(1, pieces.size()),
                        colon.get()))
                .filter(Statement::isPlain).filter(s -> s.fits(indent));
    }

    private static List<List<Part>> stages(List<Part> expression) {
        List<List<Part>> stages = new ArrayList<>(List.of(new ArrayList<>()));
        for (Part part : expression) {
            if (part.first().type() == NetLexer.ARROW) {
                stages.add(new ArrayList<>());
            }
            stages.getLast().add(part);
        }
        return stages;
    }

    /** Comments stand between stages or at the end, and nowhere else. */
    private boolean isPlain() {
        Flat last = stages.isEmpty() ? source : stages.getLast();
        return source.before().isEmpty() && (shape.text().isEmpty() || last.behind().isEmpty());
    }

    private boolean fits(int indent) {
        int start = indent + Flat.width(left() + source.text()) + 1;
        return stages.stream().allMatch(s -> start + 1 + s.width() <= Formatter.WIDTH) && start <= Formatter.WIDTH;
    }

    /** What is written before the source. */
    String left() {
        String left = name + assign;
        return left.isEmpty() ? "" : left + " ";
    }

    /** The widest of its stages. */
    int widestStage() {
        return stages.stream().mapToInt(Flat::width).max().orElse(0);
    }
}
