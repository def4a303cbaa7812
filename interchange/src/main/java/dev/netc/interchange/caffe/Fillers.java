package dev.netc.interchange.caffe;

import java.util.ArrayList;
import java.util.List;

import dev.netc.interchange.caffe.schema.FillerParameter;
import dev.netc.interchange.draft.Decimal;
import dev.netc.interchange.draft.Draft;

/** Where weights and biases start, as arguments. A net that is only used says nothing of it. */
final class Fillers {
    private Fillers() {}

    static List<String> arguments(Draft draft, boolean hasWeight, FillerParameter weight, boolean hasBias,
            FillerParameter bias) {
        List<String> arguments = new ArrayList<>();
        if (hasWeight) {
            String start = start(draft, weight);
            if (!start.isEmpty() && !start.equals("he")) {
                arguments.add("weight: " + start);
            }
        }
        if (hasBias) {
            String start = start(draft, bias);
            if (!start.isEmpty() && !start.equals("constant(0)")) {
                arguments.add("bias: " + start);
            }
        }
        return arguments;
    }

    private static String start(Draft draft, FillerParameter filler) {
        return switch (filler.getType()) {
            case "constant" -> "constant(" + number(filler.getValue()) + ")";
            case "uniform" -> "uniform(" + number(filler.getMin()) + ", " + number(filler.getMax()) + ")";
            case "gaussian" -> gaussian(draft, filler);
            case "xavier" -> {
                draft.note(
                        "weights that begin as `xavier`: Caffe draws them evenly, the language from a normal distribution of"
                                + " about the same width");
                yield "xavier";
            }
            case "msra" -> {
                if (filler.getVarianceNorm() != FillerParameter.VarianceNorm.FAN_IN) {
                    draft.note("weights that begin as `msra` by " + filler.getVarianceNorm()
                            + " begin as `he`, by FAN_IN");
                }
                yield "he";
            }
            case String other -> {
                draft.note("weights that begin as `" + other + "` begin as `he`");
                yield "";
            }
        };
    }

    private static String gaussian(Draft draft, FillerParameter filler) {
        if (filler.getMean() != 0 || filler.getSparse() >= 0) {
            draft.note("weights that begin around " + number(filler.getMean())
                    + (filler.getSparse() >= 0 ? ", some of them 0," : "")
                    + " begin around 0");
        }
        return filler.getStd() > 0 ? "normal(" + number(filler.getStd()) + ")" : "constant(0)";
    }

    private static String number(float value) {
        return Decimal.of(Float.isFinite(value) ? value : 0).text();
    }
}
