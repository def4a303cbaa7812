package dev.netc.compiler.graph.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.netc.compiler.graph.Assignment;
import dev.netc.compiler.graph.Graph;
import dev.netc.compiler.graph.Node;
import dev.netc.compiler.graph.Operator;
import dev.netc.compiler.graph.Sink;
import dev.netc.compiler.graph.Source;
import dev.netc.compiler.graph.Type;
import dev.netc.compiler.graph.Value;
import dev.netc.compiler.text.TextException;
import dev.netc.compiler.text.Token;
import dev.netc.compiler.text.Token.Kind;
import dev.netc.compiler.text.Tokens;
import dev.netc.program.Buffer;
import dev.netc.program.Element;

/**
 * Reads the text of a graph. White space is free, {@code //} begins a comment. What is read is a graph whose names are
 * defined before they are read; whether its types are right is the verifier's to say.
 */
public final class GraphParser {
    private final Tokens tokens;
    private final ArgumentParser arguments;
    private final Map<String, Value> values = new HashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Sink> sinks = new ArrayList<>();
    private final List<Assignment> assignments = new ArrayList<>();

    private GraphParser(Tokens tokens) {
        this.tokens = tokens;
        this.arguments = new ArgumentParser(tokens);
    }

    /**
     * Reads a text that is one graph.
     *
     * @throws TextException with line and column, where it is none
     */
    public static Graph parse(String text) {
        Tokens tokens = new Tokens(text);
        Graph graph = parse(tokens);
        tokens.expect(Kind.END, "the end of the text");
        return graph;
    }

    /** Reads one graph, and leaves what follows it. */
    public static Graph parse(Tokens tokens) {
        return new GraphParser(tokens).graph();
    }

    private Graph graph() {
        tokens.expectWord("graph");
        String name = tokens.name("the graph's name");
        tokens.expect("{");
        while (!tokens.accept("}")) {
            statement();
        }
        return new Graph(name, sources, nodes, sinks, assignments);
    }

    private void statement() {
        Token first = tokens.peek();
        switch (first.kind()) {
            case VALUE -> node();
            case WORD -> keyword(tokens.take());
            case STRING, OPERAND, NUMBER, MARK, END -> throw tokens.expected("a value, or `}`");
        }
    }

    private void keyword(Token keyword) {
        switch (keyword.text()) {
            case "feed", "weight", "momentum", "mean" -> source(keyword.text());
            case "result" -> sink();
            case "assign" -> assignment();
            default -> throw tokens.error(keyword,
                    "expected feed, weight, momentum, mean, result, assign or a value, found " + keyword);
        }
    }

    private void source(String keyword) {
        Value value = definition();
        tokens.expect("=");
        String name = tokens.name("a name");
        sources.add(new Source(value, switch (keyword) {
            case "feed" -> new Buffer.Feed(name);
            case "weight" -> new Buffer.Weight(name, column());
            case "momentum" -> new Buffer.Momentum(name, column());
            default -> new Buffer.Mean();
        }));
    }

    private int column() {
        tokens.expectWord("column");
        return tokens.integer("a column's number");
    }

    private void sink() {
        String name = tokens.name("a result's name");
        Buffer.Result role = new Buffer.Result(name, 0, 1);
        if (tokens.peek().isWord("column")) {
            int column = column();
            tokens.expectWord("of");
            role = new Buffer.Result(name, column, tokens.integer("the number of columns"));
        }
        tokens.expect("=");
        sinks.add(new Sink(role, known()));
    }

    private void assignment() {
        Value target = known();
        tokens.expect("=");
        assignments.add(new Assignment(target, known()));
    }

    /** The operands are looked up before the results are known: no node reads itself. */
    private void node() {
        List<Token> names = new ArrayList<>();
        List<Value> results = new ArrayList<>();
        do {
            names.add(tokens.peek());
            results.add(typed());
        } while (tokens.accept(","));
        tokens.expect("=");
        Operator operator = arguments.operator();
        nodes.add(new Node(operator, tokens.list("(", ")", this::known), results));
        for (int i = 0; i < names.size(); i++) {
            define(results.get(i), names.get(i));
        }
    }

    private Value definition() {
        Token name = tokens.peek();
        Value value = typed();
        define(value, name);
        return value;
    }

    private void define(Value value, Token at) {
        if (values.put(value.name(), value) != null) {
            throw tokens.error(at, at + " is defined twice");
        }
    }

    /** {@code %name : real batch [48, 55, 55] on 0}. */
    private Value typed() {
        String name = tokens.expect(Kind.VALUE, "a value").text();
        tokens.expect(":");
        Type type = type();
        tokens.expectWord("on");
        return new Value(name, type, tokens.integer("a device's number"));
    }

    private Type type() {
        Token name = tokens.expect(Kind.WORD, "real, int or byte");
        Element element = switch (name.text()) {
            case "real" -> Element.REAL;
            case "int" -> Element.INT;
            case "byte" -> Element.BYTE;
            default -> throw tokens.error(name, "expected real, int or byte, found " + name);
        };
        boolean batched = tokens.acceptWord("batch");
        return new Type(element, batched, arguments.shape());
    }

    private Value known() {
        Token name = tokens.expect(Kind.VALUE, "a value");
        Value value = values.get(name.text());
        if (value == null) {
            throw tokens.error(name, name + " is read before it is defined");
        }
        return value;
    }
}
