package dev.netc.compiler.ast;

import java.util.List;

import dev.netc.compiler.problem.Span;

/** A line of the train block. */
public sealed interface Setting {
    /** The word it begins with, {@code batch}. */
    Name word();

    /** {@code loss cross_entropy(fc8, label)}. */
    record Loss(Name word, Expression value) implements Setting {}

    /** {@code batch 128}, {@code epochs 90}, {@code seed 1}. */
    record Count(Name word, Expression value) implements Setting {}

    /** {@code optimizer sgd(rate: 0.01)}. */
    record Optimizer(Name word, Expression.Call call) implements Setting {}

    /** {@code schedule plateau(factor: 0.1)}. */
    record Schedule(Name word, Expression.Call call) implements Setting {}

    /** {@code prepare resize(256), mean(image)}. */
    record Prepare(Name word, List<Expression.Call> calls) implements Setting {
        public Prepare {
            calls = List.copyOf(calls);
        }
    }

    /** {@code augment crop, flip}. */
    record Augment(Name word, List<Expression.Call> calls) implements Setting {
        public Augment {
            calls = List.copyOf(calls);
        }
    }

    /** {@code params "*.bias" (rate: 2)}. */
    record Params(Name word, String glob, Span globSpan, List<Argument> arguments) implements Setting {
        public Params {
            arguments = List.copyOf(arguments);
        }
    }

    /** A setting that could not be read. */
    record Broken(Name word) implements Setting {}
}
