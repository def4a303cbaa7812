package dev.netc.compiler.analyse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.ast.Expression;
import dev.netc.compiler.ast.Setting;
import dev.netc.compiler.define.Arguments;
import dev.netc.compiler.define.Given;
import dev.netc.compiler.define.TrainEntries;
import dev.netc.compiler.problem.Place;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.TrainProblem;
import dev.netc.compiler.shape.Shape;
import dev.netc.program.Augment;
import dev.netc.program.Input;
import dev.netc.program.Prepare;

/** Reads {@code prepare} and {@code augment}: what is done to the images that the net's first image input is fed with. */
final class ImageSettings {
    private final Evaluator evaluator;
    private final ArgumentReader reader;
    private final String name;
    private final Optional<Shape> image;

    ImageSettings(Evaluator evaluator, List<Input> inputs) {
        this.evaluator = evaluator;
        this.reader = new ArgumentReader(evaluator);
        List<Input.Tensor> tensors = inputs.stream().filter(Input.Tensor.class::isInstance)
                .map(Input.Tensor.class::cast).toList();
        Optional<Input.Tensor> first = tensors.stream().filter(t -> t.shape().size() == 3).findFirst();
        this.image = first.map(t -> new Shape(t.shape()));
        this.name = first.or(() -> tensors.stream().findFirst()).map(Input.Tensor::name).orElse("");
    }

    /** The input that the settings speak of; a net without an image has its first tensor here. */
    String name() {
        return name;
    }

    List<Prepare> prepare(Setting.Prepare setting) {
        if (image.isEmpty()) {
            tell(new TrainProblem.NoImage(evaluator.place(setting.word().span()), "prepare"));
            return List.of();
        }
        checkOnce(setting.calls(), Set.of("resize", "mean", "order"));
        List<Prepare> all = new ArrayList<>();
        setting.calls().forEach(call -> prepare(call, image.get()).ifPresent(all::add));
        return all;
    }

    private Optional<Prepare> prepare(Expression.Call call, Shape shape) {
        return switch (call.function().text()) {
            case "resize" ->
                reader.read(TrainEntries.RESIZE, call.arguments(), call.span()).flatMap(a -> resize(a, shape));
            case "mean" -> reader.read(TrainEntries.MEAN, call.arguments(), call.span()).flatMap(a -> mean(a, shape));
            case "scale" -> reader.read(TrainEntries.SCALE, call.arguments(), call.span())
                    .map(a -> new Prepare.Scale(a.real("factor")));
            case "order" -> reader.read(TrainEntries.ORDER, call.arguments(), call.span())
                    .filter(a -> hasThreeChannels("order(bgr)", a.call(), shape)).map(a -> new Prepare.OrderBgr());
            default -> unknown(call, "prepare", "`resize`, `mean`, `scale` and `order`");
        };
    }

    private Optional<Prepare> resize(Arguments arguments, Shape shape) {
        int size = arguments.pair("size").height();
        if (size < Math.max(shape.height(), shape.width())) {
            tell(new TrainProblem.ResizedTooSmall(arguments.call(), size, name, shape));
            return Optional.empty();
        }
        return Optional.of(new Prepare.Resize(size));
    }

    private Optional<Prepare> mean(Arguments arguments, Shape shape) {
        return switch (arguments.values().get("of")) {
            case Given.Reals(List<Double> values) when values.size() != shape.channels() -> {
                tell(new TrainProblem.MeansDoNotFit(arguments.place("of"), values.size(), shape));
                yield Optional.empty();
            }
            case Given.Reals(List<Double> values) -> Optional.of(new Prepare.MeanValues(values));
            case Given.Word(String word) when word.equals("channel") -> Optional.of(new Prepare.MeanChannel());
            default -> Optional.of(new Prepare.MeanImage());
        };
    }

    List<Augment> augment(Setting.Augment setting) {
        if (image.isEmpty()) {
            tell(new TrainProblem.NoImage(evaluator.place(setting.word().span()), "augment"));
            return List.of();
        }
        checkOnce(setting.calls(), Set.of("crop", "flip", "color"));
        List<Augment> all = new ArrayList<>();
        setting.calls().forEach(call -> augment(call, image.get()).ifPresent(all::add));
        return all;
    }

    private Optional<Augment> augment(Expression.Call call, Shape shape) {
        return switch (call.function().text()) {
            case "crop" -> reader.read(TrainEntries.CROP, call.arguments(), call.span())
                    .map(a -> new Augment.Crop());
            case "flip" -> reader.read(TrainEntries.FLIP, call.arguments(), call.span())
                    .map(a -> new Augment.Flip());
            case "color" -> reader.read(TrainEntries.COLOR, call.arguments(), call.span())
                    .filter(a -> hasThreeChannels("color", a.call(), shape))
                    .map(a -> new Augment.Color(a.real("std")));
            default -> unknown(call, "augment", "`crop`, `flip` and `color`");
        };
    }

    private void checkOnce(List<Expression.Call> calls, Set<String> once) {
        Set<String> seen = new HashSet<>();
        calls.stream().filter(c -> once.contains(c.function().text()) && !seen.add(c.function().text()))
                .forEach(c -> tell(new TrainProblem.SaidTwice(evaluator.place(c.span()), c.function().text())));
    }

    private boolean hasThreeChannels(String what, Place where, Shape shape) {
        boolean three = shape.channels() == 3;
        if (!three) {
            tell(new TrainProblem.NeedsThreeChannels(where, what, shape));
        }
        return three;
    }

    private <T> Optional<T> unknown(Expression.Call call, String setting, String known) {
        tell(new TrainProblem.UnknownWord(evaluator.place(call.function().span()), setting, call.function().text(),
                known));
        return Optional.empty();
    }

    private void tell(Problem problem) {
        evaluator.context().problems().add(problem);
    }
}
