package dev.netc.interchange.caffe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.netc.compiler.shape.Shape;
import dev.netc.interchange.ImportException;
import dev.netc.interchange.Unsayable;
import dev.netc.interchange.caffe.schema.BlobProto;
import dev.netc.interchange.caffe.schema.LayerParameter;
import dev.netc.interchange.caffe.schema.NetParameter;
import dev.netc.interchange.caffe.schema.Phase;
import dev.netc.interchange.draft.Draft;
import dev.netc.interchange.draft.Refusal;
import dev.netc.interchange.draft.Term;
import dev.netc.interchange.draft.Value;
import dev.netc.interchange.draft.Weight;
import dev.netc.interchange.draft.Wish;
import dev.netc.runtime.weights.Weights;

/** Goes through a net's layers in order, keeps which value each blob has by now, and gathers what cannot be said. */
final class CaffeNet {
    private static final int MOST_LAYERS = 100_000;
    private static final Set<String> WITHOUT_RESULT = Set.of("Silence", "SoftmaxWithLoss", "Accuracy");

    private final String file;
    private final NetParameter structure;
    private final List<LayerParameter> all;
    private final Blobs blobs;
    private final Optional<BlobProto> mean;
    private final Draft draft;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Value> unread = new LinkedHashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private final List<Unsayable> unsayable = new ArrayList<>();

    CaffeNet(String file, NetParameter structure, Blobs blobs, Optional<BlobProto> mean) {
        this.file = file;
        this.structure = structure;
        this.all = Upgrade.layers(file, structure);
        this.blobs = blobs;
        this.mean = mean;
        this.draft = new Draft(structure.getName().isEmpty() ? "Imported" : structure.getName());
        if (all.isEmpty() || all.size() > MOST_LAYERS) {
            throw new ImportException(file, "it has " + all.size() + " layers");
        }
    }

    void translate() {
        try {
            Inputs.ofNet(structure, this);
        } catch (Refusal refusal) {
            unsayable.add(new Unsayable("input", refusal.getMessage()));
            unknown.addAll(structure.getInputList());
        }
        all.stream().filter(layer -> Phases.isThere(layer, Phase.TEST)).forEach(this::translate);
        unread.forEach(draft::output);
        if (unread.isEmpty() && unsayable.isEmpty()) {
            throw new ImportException(file, "none of its layers is there when it is used (phase TEST)");
        }
    }

    private void translate(LayerParameter layer) {
        try {
            LayerType type = LayerTypes.of(layer);
            if (layer.getTopCount() == 0 && !WITHOUT_RESULT.contains(layer.getType())) {
                throw new Refusal("it gives no blob");
            }
            if (layer.getBottomList().stream().anyMatch(unknown::contains)) {
                unknown.addAll(layer.getTopList());
            } else {
                type.translate(layer, this);
            }
        } catch (Refusal refusal) {
            refuse(layer, refusal.getMessage());
        } catch (ArithmeticException overflow) {
            refuse(layer, "its sizes are too large");
        }
    }

    private void refuse(LayerParameter layer, String why) {
        unsayable.add(new Unsayable("layer " + layer.getName() + " (" + layer.getType() + ")", why));
        unknown.addAll(layer.getTopList());
    }

    Draft draft() {
        return draft;
    }

    List<Unsayable> unsayable() {
        return unsayable;
    }

    Blobs blobs() {
        return blobs;
    }

    Optional<BlobProto> mean() {
        return mean;
    }

    /**
     * Has the mean travel with the weights, as {@code prepare.mean}.
     *
     * @throws Refusal where its numbers are others than its sizes say
     */
    void keepMean() {
        BlobProto blob = mean.orElseThrow();
        List<Long> sizes = Blobs.sizes(blob);
        List<Long> image = sizes.size() == 4 ? sizes.subList(1, 4) : sizes;
        draft.keep(Weights.MEAN, Blobs.tensor("the mean", blob, image.stream().mapToLong(d -> d).toArray()));
    }

    /** The layers that are there in a phase. */
    List<LayerParameter> layers(Phase phase) {
        return all.stream().filter(layer -> Phases.isThere(layer, phase)).toList();
    }

    /** The value of a layer's blob, which is read by this. */
    Value bottom(LayerParameter layer, int index) {
        Value value = peek(layer, index);
        unread.remove(layer.getBottom(index));
        return value;
    }

    /** The value of a layer's blob, for what only looks on. */
    Value peek(LayerParameter layer, int index) {
        if (index >= layer.getBottomCount()) {
            throw new Refusal("it reads " + layer.getBottomCount() + " blobs, not " + (index + 1));
        }
        Value value = values.get(layer.getBottom(index));
        if (value == null) {
            throw new Refusal("it reads `" + layer.getBottom(index) + "`, which no layer before it gives");
        }
        return value;
    }

    /** An image that is read by this. */
    Value image(LayerParameter layer) {
        Value value = bottom(layer, 0);
        if (!value.shape().isImage()) {
            throw new Refusal("it takes an image, not " + value.shape());
        }
        return value;
    }

    /** What a layer gives. */
    void top(LayerParameter layer, Value value) {
        layer.getTopList().forEach(top -> {
            values.put(top, value);
            unread.remove(top);
            unread.put(top, value);
        });
    }

    /** What is fed under a blob's name. */
    void input(String blob, Shape shape) {
        values.put(blob, draft.input(blob, shape));
    }

    /** Adds a layer that keeps the shape of what it reads. */
    void alike(LayerParameter layer, Term term, Value like) {
        layer(layer, term, like.shape(), List.of());
    }

    /** Adds a layer, called as its blob, or by its own name where it learns. */
    void layer(LayerParameter layer, Term term, Shape shape, List<Weight> weights) {
        boolean learns = !weights.isEmpty();
        Wish wish = learns ? new Wish(layer.getName(), true) : Wish.of(layer.getTop(0));
        top(layer, draft.layer(wish, term, shape, weights));
    }
}
