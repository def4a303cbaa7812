package dev.netc.compiler.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays out statements with chains that follow each other: together where they can be, else one by one. */
final class ChainLayout {
    private final PartReader reader;
    private final Page page;
    private final int indent;

    ChainLayout(PartReader reader, Page page, int indent) {
        this.reader = reader;
        this.page = page;
        this.indent = indent;
    }

    /** Lays them out; one that has to be broken within a call parts those above it from those below. */
    void lay(List<Chain> chains) {
        List<Statement> run = new ArrayList<>();
        for (Chain chain : chains) {
            Optional<Statement> statement = statement(chain);
            if (statement.isPresent()) {
                run.add(statement.get());
            } else {
                new Run(page, indent).lay(run);
                run.clear();
                broken(chain);
            }
        }
        new Run(page, indent).lay(run);
    }

    private Optional<Statement> statement(Chain chain) {
        boolean commented = chain.assign() != null
                && (reader.comments().behind(chain.assign()).isPresent()
                        || !reader.comments().before(chain.assign()).isEmpty());
        return commented
                ? Optional.empty()
                : Statement.of(indent, name(chain), chain.assign() == null ? "" : " =",
                        reader.read(chain.expression()), shape(chain));
    }

    private List<Part> name(Chain chain) {
        return chain.start() == null ? List.of() : reader.read(chain.start(), chain.head());
    }

    private List<Part> shape(Chain chain) {
        return chain.shape() == null
                ? List.of()
                : reader.read(chain.colon(), chain.shape().getStop());
    }

    private void broken(Chain chain) {
        Pen pen = new Pen(page, indent).write(name(chain));
        if (chain.assign() != null) {
            pen.write(reader.read(chain.assign(), chain.assign()));
        }
        pen.write(reader.read(chain.expression()));
        if (chain.shape() != null) {
            pen.write(Run.BEFORE_SHAPE).write(shape(chain));
        }
        pen.end();
    }
}
