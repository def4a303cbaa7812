package dev.netc.compiler.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Item;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.ast.Net;
import dev.netc.compiler.ast.Parameter;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.problem.SyntaxProblem;
import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.ParserRuleContext;

/** Builds the records of a net's items from the parser's tree; what the parser complained of becomes {@code Broken}. */
final class TreeBuilder {
    private final SourceText source;
    private final List<Problem> problems;
    private final ExpressionBuilder expressions;
    private final SettingBuilder settings;
    private final Skipped skipped;
    private final boolean unclosed;

    /**
     * A builder.
     *
     * @param skipped takes the statements that are left out
     * @param unclosed whether a brace is missing at the end of the file
     */
    TreeBuilder(SourceText source, List<Problem> problems, Skipped skipped, boolean unclosed) {
        this.skipped = skipped;
        this.unclosed = unclosed;
        this.source = source;
        this.problems = problems;
        this.expressions = new ExpressionBuilder(source, problems);
        this.settings = new SettingBuilder(source, expressions);
    }

    Optional<Net> net(NetParser.FileContext file) {
        NetParser.NetContext net = file.net();
        if (net == null || Broken.is(net.name())) {
            return Optional.empty();
        }
        return Optional.of(new Net(name(net.name()), parameters(net.parameters()),
                net.item().stream().flatMap(i -> items(i).stream()).toList()));
    }

    Item.Function function(NetParser.FunctionContext function) {
        return new Item.Function(name(function.name()), parametersOrNone(function, function.parameters()),
                expressions.build(function.expression()));
    }

    private List<Item> items(NetParser.ItemContext item) {
        List<Item> items = new ArrayList<>();
        item(item).ifPresent(items::add);
        if (unclosed && item.columns() != null) {
            afterColumns(item.columns()).stream().flatMap(i -> items(i).stream()).forEach(items::add);
        }
        return items;
    }

    /** Where a brace is missing: from the first statement on that cannot stand in columns, the columns are over. */
    private static List<NetParser.ItemContext> afterColumns(NetParser.ColumnsContext columns) {
        return columns.item().stream().dropWhile(i -> i.binding() != null || i.getChildCount() == 0).toList();
    }

    private Optional<Item> item(NetParser.ItemContext item) {
        NetParser.NameContext name = named(item);
        if (name != null && Broken.is(name)) {
            return Optional.empty();
        }
        if (item.input() != null) {
            return input(item.input());
        }
        if (item.block() != null) {
            return name == null ? Optional.empty() : Optional.of(block(item.block()));
        }
        if (item.columns() != null) {
            return Optional.of(columns(item.columns()));
        }
        if (item.train() != null) {
            return Optional.of(settings.train(item.train()));
        }
        return name == null ? Optional.empty() : valued(item);
    }

    /** The name that an item binds, if its kind binds one. */
    private static NetParser.NameContext named(NetParser.ItemContext item) {
        return Stream
                .of(item.input() == null ? null : item.input().name(),
                        item.block() == null ? null : item.block().name(),
                        item.function() == null ? null : item.function().name(),
                        item.output() == null ? null : item.output().name(),
                        item.binding() == null ? null : item.binding().name())
                .filter(n -> n != null).findFirst().orElse(null);
    }

    private Optional<Item> valued(NetParser.ItemContext item) {
        if (item.function() != null) {
            return Optional.of(function(item.function()));
        }
        if (item.output() != null) {
            NetParser.OutputContext output = item.output();
            return Optional.of(new Item.Output(name(output.name()), expressions.build(output.expression()),
                    shape(output.list())));
        }
        return item.binding() == null ? Optional.empty() : Optional.of(binding(item.binding()));
    }

    private Optional<Item> input(NetParser.InputContext input) {
        if (input.name() == null) {
            return Optional.empty();
        }
        Name name = name(input.name());
        if (input.CLASS() != null) {
            return Optional.of(new Item.LabelInput(name, expressions.build(input.expression())));
        }
        return Optional.of(new Item.TensorInput(name,
                input.list() == null ? new Expression.Broken(name.span()) : expressions.build(input.list())));
    }

    private Item.Block block(NetParser.BlockContext block) {
        List<Item.Binding> bindings = block.binding().stream().filter(b -> !Broken.is(b.name())).map(this::binding)
                .toList();
        Name name = name(block.name());
        Expression result = block.expression() == null
                ? new Expression.Broken(name.span())
                : expressions.build(block.expression());
        return new Item.Block(name, parametersOrNone(block, block.parameters()), bindings, result,
                Boundaries.isOpen(block));
    }

    private Item.Columns columns(NetParser.ColumnsContext columns) {
        List<Item.Binding> bindings = new ArrayList<>();
        boolean said = false;
        for (NetParser.ItemContext item : columns.item()) {
            Optional<Item> built = said && unclosed ? Optional.empty() : item(item);
            if (built.isPresent() && built.get() instanceof Item.Binding binding) {
                bindings.add(binding);
            } else if (built.isPresent()) {
                leaveOut(item, built.get(), said);
                said = true;
            }
        }
        Expression count = columns.expression() == null
                ? new Expression.Broken(Tokens.span(source, columns.getStart()))
                : expressions.build(columns.expression());
        return new Item.Columns(count, bindings, Tokens.span(source, columns.getStart()));
    }

    private void leaveOut(NetParser.ItemContext context, Item item, boolean said) {
        if (!said) {
            problems.add(misplaced(context, item));
        }
        if (!unclosed) {
            skipped.add(context);
        }
    }

    private Problem misplaced(NetParser.ItemContext context, Item item) {
        Place where = Place.of(Tokens.span(source, context.getStart()));
        return switch (item) {
            case Item.Columns c -> new SyntaxProblem.NestedColumns(where);
            case Item.TensorInput i -> new SyntaxProblem.NotABinding(where, "an input");
            case Item.LabelInput i -> new SyntaxProblem.NotABinding(where, "an input");
            case Item.Block b -> new SyntaxProblem.NotABinding(where, "a block");
            case Item.Function f -> new SyntaxProblem.NotABinding(where, "a function");
            case Item.Output o -> new SyntaxProblem.NotABinding(where, "an output");
            case Item.Train t -> new SyntaxProblem.NotABinding(where, "a train block");
            case Item.Binding b -> throw new IllegalArgumentException("a binding may stand in columns");
        };
    }

    private Item.Binding binding(NetParser.BindingContext binding) {
        Expression value = binding.expression() == null
                ? new Expression.Broken(Tokens.span(source, binding))
                : expressions.build(binding.expression());
        return new Item.Binding(name(binding.name()), value, shape(binding.list()));
    }

    private Optional<Expression> shape(NetParser.ListContext list) {
        return Optional.ofNullable(list).map(expressions::build);
    }

    private List<Parameter> parameters(NetParser.ParametersContext parameters) {
        if (parameters == null) {
            return List.of();
        }
        return parameters.parameter().stream().filter(p -> !Broken.is(p.name())).map(this::parameter).toList();
    }

    /** Those of a block or function; none where a mistake went through them. */
    private List<Parameter> parametersOrNone(ParserRuleContext head, NetParser.ParametersContext parameters) {
        return head.exception != null || Broken.is(parameters) ? List.of() : parameters(parameters);
    }

    private Parameter parameter(NetParser.ParameterContext parameter) {
        return new Parameter(name(parameter.name()),
                Optional.ofNullable(parameter.expression()).map(expressions::build));
    }

    private Name name(NetParser.NameContext name) {
        return new Name(name.getText(), Tokens.span(source, name));
    }
}
