package dev.netc.compiler.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Lays out a file: its net, what stands in the net's braces, and what stands in the braces in there. */
final class NetLayout {
    private static final int STEP = 2;

    private final PartReader reader;
    private final Page page;

    NetLayout(PartReader reader, Page page) {
        this.reader = reader;
        this.page = page;
    }

    void file(NetParser.FileContext file) {
        NetParser.NetContext net = file.net();
        above(net.getStart(), 0, true);
        braces(0, net.getStart(), net.OPEN_BRACE(), net.CLOSE_BRACE(), () -> items(net.item(), STEP));
        above(file.EOF().getSymbol(), 0, false);
    }

    /** A head, its braces, and what stands between them. */
    private void braces(int indent, Token start, TerminalNode open, TerminalNode close, Runnable body) {
        boolean empty = isNext(open.getSymbol(), close.getSymbol())
                && reader.comments().before(close.getSymbol()).isEmpty()
                && reader.comments().behind(open.getSymbol()).isEmpty();
        if (empty) {
            new Pen(page, indent).write(reader.read(start, open.getSymbol())).write("}").end(
                    reader.comments().behind(close.getSymbol()));
            return;
        }
        new Pen(page, indent).write(reader.read(start, open.getSymbol())).end();
        body.run();
        above(close.getSymbol(), indent + STEP, isNext(open.getSymbol(), close.getSymbol()));
        new Pen(page, indent).write(reader.read(close.getSymbol(), close.getSymbol())).end();
    }

    private boolean isNext(Token open, Token close) {
        return reader.read(open, close).size() == 2;
    }

    private void items(List<NetParser.ItemContext> items, int indent) {
        List<Chain> run = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            NetParser.ItemContext item = items.get(i);
            Optional<Chain> chain = chain(item);
            begin(run, item.getStart(), indent, i == 0, chain);
            chain.ifPresentOrElse(run::add, () -> other(item, indent));
        }
        flush(run, indent);
    }

    /** Ends a run where the next statement does not go on with it, and writes what stands above that. */
    private void begin(List<Chain> run, Token start, int indent, boolean first, Optional<Chain> chain) {
        boolean goesOn = !run.isEmpty() && chain.isPresent() && chain.get().kind() == run.getLast().kind()
                && reader.comments().before(start).isEmpty() && !reader.comments().isAfterBlank(start);
        if (!goesOn) {
            flush(run, indent);
            above(start, indent, first);
        }
    }

    private void flush(List<Chain> run, int indent) {
        new ChainLayout(reader, page, indent).lay(run);
        run.clear();
    }

    private static Optional<Chain> chain(NetParser.ItemContext item) {
        if (item.binding() != null) {
            return Optional.of(Chain.of(item.binding()));
        }
        return Optional.ofNullable(item.output()).map(Chain::of);
    }

    private void other(NetParser.ItemContext item, int indent) {
        ParserRuleContext child = (ParserRuleContext) item.getChild(0);
        switch (child) {
            case NetParser.InputContext input -> new Pen(page, indent).write(reader.read(input)).end();
            case NetParser.BlockContext block -> block(block, indent);
            case NetParser.FunctionContext function -> body(function.getStart(), function.ASSIGN(),
                    function.expression(), indent);
            case NetParser.ColumnsContext columns -> braces(indent, columns.getStart(), columns.OPEN_BRACE(),
                    columns.CLOSE_BRACE(), () -> items(columns.item(), indent + STEP));
            case NetParser.TrainContext train -> braces(indent, train.getStart(), train.OPEN_BRACE(),
                    train.CLOSE_BRACE(), () -> new TrainLayout(reader, page, indent + STEP, this::above).lay(train));
            default -> throw new IllegalStateException("a statement of " + child.getClass().getSimpleName());
        }
    }

    private void block(NetParser.BlockContext block, int indent) {
        if (block.ASSIGN() != null) {
            body(block.getStart(), block.ASSIGN(), block.expression(), indent);
        } else {
            braces(indent, block.getStart(), block.OPEN_BRACE(), block.CLOSE_BRACE(),
                    () -> bracedBlock(block, indent + STEP));
        }
    }

    private void bracedBlock(NetParser.BlockContext block, int indent) {
        List<Chain> run = new ArrayList<>();
        for (int i = 0; i < block.binding().size(); i++) {
            Chain chain = Chain.of(block.binding(i));
            begin(run, block.binding(i).getStart(), indent, i == 0, Optional.of(chain));
            run.add(chain);
        }
        flush(run, indent);
        above(block.RETURN().getSymbol(), indent, block.binding().isEmpty());
        flush(new ArrayList<>(List.of(Chain.ofReturn(block))), indent);
    }

    /** {@code fn f(x) = …} or {@code block f(x) = …}: on one line where there is room, else its body on the next. */
    private void body(Token start, TerminalNode assign, NetParser.ExpressionContext body, int indent) {
        List<Part> all = reader.read(start, body.getStop());
        Optional<Flat> flat = Flat.of(all).filter(f -> indent + f.width() <= Formatter.WIDTH);
        if (flat.isPresent()) {
            page.line(" ".repeat(indent) + flat.get().text(), flat.get().behind());
            return;
        }
        new Pen(page, indent).write(reader.read(start, assign.getSymbol())).end();
        above(body.getStart(), indent + STEP, true);
        flush(new ArrayList<>(List.of(Chain.alone(body))), indent + STEP);
    }

    /** The comments above a token, and an empty line where the author left one or several, but not behind a brace. */
    private void above(Token token, int indent, boolean first) {
        boolean atStart = first;
        for (Comments.Comment comment : reader.comments().take(token)) {
            if (comment.afterBlank() && !atStart) {
                page.blank();
            }
            page.line(" ".repeat(indent) + comment.text());
            atStart = false;
        }
        if (reader.comments().isAfterBlank(token) && !atStart && token.getType() != NetParser.CLOSE_BRACE
                && token.getType() != Token.EOF) {
            page.blank();
        }
    }
}
