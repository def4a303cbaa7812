package dev.netc.compiler.parse;

import java.util.List;
import java.util.Optional;

import dev.netc.compiler.ast.Argument;
import dev.netc.compiler.ast.BinaryOperator;
import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Name;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.SourceText;
import dev.netc.compiler.problem.Span;
import dev.netc.compiler.problem.SyntaxProblem;
import dev.netc.grammar.NetParser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds expressions; one that a mistake went through becomes a single {@code Broken}. */
final class ExpressionBuilder {
    private final SourceText source;
    private final List<Problem> problems;

    ExpressionBuilder(SourceText source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    Expression build(NetParser.ExpressionContext expression) {
        return Broken.is(expression) ? broken(expression) : expression(expression);
    }

    Expression build(NetParser.ListContext list) {
        return Broken.is(list) ? broken(list) : list(list);
    }

    private Expression broken(ParserRuleContext context) {
        return new Expression.Broken(context == null ? source.span(0, 0) : Tokens.span(source, context));
    }

    private Expression expression(NetParser.ExpressionContext expression) {
        if (!expression.misplaced().isEmpty()) {
            problems.add(operatorAfterArrow(expression));
            return broken(expression);
        }
        Expression first = comparison(expression.comparison());
        return expression.stage().isEmpty()
                ? first
                : new Expression.Chain(first, expression.stage().stream().map(this::stage).toList(),
                        Tokens.span(source, expression));
    }

    private Problem operatorAfterArrow(NetParser.ExpressionContext expression) {
        NetParser.MisplacedContext misplaced = expression.misplaced(0);
        Span operator = Tokens.span(source, misplaced.operator());
        Span last = Tokens.span(source, expression.stage(expression.stage().size() - 1));
        Span first = Tokens.span(source, expression.getStart());
        return new SyntaxProblem.OperatorAfterArrow(Place.of(operator), first.to(last).text(),
                Tokens.span(source, misplaced).text());
    }

    private Expression.Stage stage(NetParser.StageContext stage) {
        return new Expression.Stage(Optional.ofNullable(stage.count()).map(this::count), call(stage.call()));
    }

    private Expression count(NetParser.CountContext count) {
        if (count.NUMBER() != null) {
            return number(count.NUMBER());
        }
        return count.name() != null ? new Expression.Reference(name(count.name())) : expression(count.expression());
    }

    private Expression comparison(NetParser.ComparisonContext comparison) {
        Expression left = sum(comparison.sum(0));
        return comparison.comparator() == null
                ? left
                : new Expression.Binary(BinaryOperator.of(comparison.comparator().getText()), left,
                        sum(comparison.sum(1)));
    }

    private Expression sum(NetParser.SumContext sum) {
        Expression left = product(sum.product(0));
        for (int i = 1; i < sum.product().size(); i++) {
            left = new Expression.Binary(operator(sum.getChild(2 * i - 1)), left, product(sum.product(i)));
        }
        return left;
    }

    private Expression product(NetParser.ProductContext product) {
        Expression left = unary(product.unary(0));
        for (int i = 1; i < product.unary().size(); i++) {
            left = new Expression.Binary(operator(product.getChild(2 * i - 1)), left, unary(product.unary(i)));
        }
        return left;
    }

    private static BinaryOperator operator(ParseTree sign) {
        return BinaryOperator.of(sign.getText());
    }

    private Expression unary(NetParser.UnaryContext unary) {
        Expression operand = primary(unary.primary());
        Span all = Tokens.span(source, unary);
        for (int i = unary.MINUS().size() - 1; i >= 0; i--) {
            Span minus = Tokens.span(source, unary.MINUS(i).getSymbol());
            operand = negation(operand, new Span(source, minus.start(), all.end()));
        }
        return operand;
    }

    private static Expression negation(Expression operand, Span span) {
        return operand instanceof Expression.NumberLiteral number
                ? new Expression.NumberLiteral(-number.value(), span)
                : new Expression.Negation(operand, span);
    }

    private Expression primary(NetParser.PrimaryContext primary) {
        if (primary.NUMBER() != null) {
            return number(primary.NUMBER());
        }
        if (primary.call() != null) {
            return primary.call().arguments() == null
                    ? new Expression.Reference(function(primary.call()))
                    : call(primary.call());
        }
        return primary.list() != null ? list(primary.list()) : expression(primary.expression());
    }

    private Expression number(TerminalNode number) {
        return new Expression.NumberLiteral(Double.parseDouble(number.getText()),
                Tokens.span(source, number.getSymbol()));
    }

    private Expression list(NetParser.ListContext list) {
        return new Expression.Listing(list.expression().stream().map(this::expression).toList(),
                Tokens.span(source, list));
    }

    Expression.Call call(NetParser.CallContext call) {
        return new Expression.Call(function(call), arguments(call.arguments()), Tokens.span(source, call));
    }

    List<Argument> arguments(NetParser.ArgumentsContext arguments) {
        return arguments == null ? List.of() : arguments.argument().stream().map(this::argument).toList();
    }

    private Argument argument(NetParser.ArgumentContext argument) {
        return new Argument(Optional.ofNullable(argument.name()).map(this::name),
                expression(argument.expression()));
    }

    private Name function(NetParser.CallContext call) {
        return call.ALL() == null
                ? name(call.name())
                : new Name("all", Tokens.span(source, call.ALL().getSymbol()));
    }

    private Name name(NetParser.NameContext name) {
        return new Name(name.getText(), Tokens.span(source, name));
    }
}
