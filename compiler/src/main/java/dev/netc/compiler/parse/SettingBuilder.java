package dev.netc.compiler.parse;

import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.ast.Setting;
import dev.netc.compiler.problem.SourceText;
import dev.netc.grammar.NetParser;

/** Builds the records of a train block. */
final class SettingBuilder {
    private final SourceText source;
    private final ExpressionBuilder expressions;

    SettingBuilder(SourceText source, ExpressionBuilder expressions) {
        this.source = source;
        this.expressions = expressions;
    }

    Item.Train train(NetParser.TrainContext train) {
        return new Item.Train(train.setting().stream().map(this::setting).toList(),
                Tokens.span(source, train.getStart()));
    }

    private Setting setting(NetParser.SettingContext setting) {
        Name word = new Name(setting.getStart().getText(), Tokens.span(source, setting.getStart()));
        if (Broken.is(setting)) {
            return new Setting.Broken(word);
        }
        return switch (setting) {
            case NetParser.LossContext s -> new Setting.Loss(word, expressions.build(s.expression()));
            case NetParser.NumberContext s -> new Setting.Count(word, expressions.build(s.expression()));
            case NetParser.OptimizerContext s -> new Setting.Optimizer(word, expressions.call(s.call()));
            case NetParser.ScheduleContext s -> new Setting.Schedule(word, expressions.call(s.call()));
            case NetParser.PrepareContext s ->
                new Setting.Prepare(word, s.call().stream().map(expressions::call).toList());
            case NetParser.AugmentContext s ->
                new Setting.Augment(word, s.call().stream().map(expressions::call).toList());
            case NetParser.ParamsContext s -> params(word, s);
            default -> throw new IllegalStateException("a setting of class " + setting.getClass().getSimpleName());
        };
    }

    private Setting params(Name word, NetParser.ParamsContext params) {
        String quoted = params.STRING().getText();
        return new Setting.Params(word, quoted.substring(1, quoted.length() - 1),
                Tokens.span(source, params.STRING().getSymbol()), expressions.arguments(params.arguments()));
    }
}
