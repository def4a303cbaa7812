package dev.netc.compiler.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Lays out a train block: the values of its settings stand below each other. */
final class TrainLayout {
    /** A glob is padded by so much at most. */
    private static final int MOST_PADDING = 16;

    /** Writes what stands above a token, as {@link NetLayout} does. */
    interface Above {
        void write(Token token, int indent, boolean first);
    }

    private final PartReader reader;
    private final Page page;
    private final int indent;
    private final Above above;

    TrainLayout(PartReader reader, Page page, int indent, Above above) {
        this.reader = reader;
        this.page = page;
        this.indent = indent;
        this.above = above;
    }

    void lay(NetParser.TrainContext train) {
        int widest = train.setting().stream().mapToInt(s -> Flat.width(s.getStart().getText())).max().orElse(0);
        int globs = globs(train.setting());
        for (int i = 0; i < train.setting().size(); i++) {
            NetParser.SettingContext setting = train.setting(i);
            above.write(setting.getStart(), indent, i == 0);
            setting(setting, widest, globs);
        }
    }

    /** The width of the globs, as far as they are alike. */
    private static int globs(List<NetParser.SettingContext> settings) {
        List<Alignment.Cell> cells = settings.stream().flatMap(TrainLayout::glob)
                .map(g -> new Alignment.Cell(0, Flat.width(g), 0)).toList();
        List<Integer> columns = Alignment.columns(cells, MOST_PADDING);
        return columns.stream().distinct().count() == 1 ? columns.get(0) : 0;
    }

    private static Stream<String> glob(NetParser.SettingContext setting) {
        return setting instanceof NetParser.ParamsContext params ? Stream.of(params.STRING().getText()) : Stream.of();
    }

    private void setting(NetParser.SettingContext setting, int widest, int globs) {
        Token word = setting.getStart();
        List<Part> value = reader.read(next(setting), setting.getStop());
        Optional<Flat> flat = Flat.of(value).filter(f -> f.before().isEmpty());
        String padded = " ".repeat(indent) + Alignment.pad(word.getText(), widest) + " ";
        boolean bare = reader.comments().behind(word).isEmpty();
        if (bare && flat.isPresent() && Flat.width(padded) + flat.get().width() <= Formatter.WIDTH) {
            page.line(padded + glob(setting).map(g -> Alignment.pad(g, globs) + flat.get().text().substring(g.length()))
                    .findFirst().orElse(flat.get().text()), flat.get().behind());
        } else {
            new Pen(page, indent).continueAt(Flat.width(padded)).write(reader.read(word, word))
                    .pad(bare ? Flat.width(padded) : 0).write(value).end();
        }
    }

    /** The first token behind a setting's word. */
    private static Token next(NetParser.SettingContext setting) {
        return setting.getChild(1) instanceof ParserRuleContext rule
                ? rule.getStart()
                : ((TerminalNode) setting.getChild(1)).getSymbol();
    }
}
