package dev.netc.runtime.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.netc.runtime.Model;
import dev.netc.runtime.cache.UserCache;
import dev.netc.runtime.data.ClassNames;
import dev.netc.runtime.error.FileTrouble;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.tensor.TensorSource;
import dev.netc.runtime.weights.Safetensors;
import dev.netc.runtime.weights.TensorFile;
import dev.netc.runtime.weights.Weights;

/**
 * A checkpoint as one safetensors file: {@code parameter.NAME}, {@code momentum.NAME} and {@code prepare.mean}; in the metadata the
 * place where the training stands, what a run's weights say of themselves, and a hash of all of it.
 *
 * @param checkpoint what a training goes on from
 * @param options what its owner wanted back with it
 * @param classes of the data, in the order of the logits
 */
public record CheckpointFile(Checkpoint checkpoint, String options, Optional<ClassNames> classes) {
    private static final String FORMAT = "1";

    private static final String VERSION = "checkpoint";
    private static final String STATE = "state";
    private static final String OPTIONS = "options";
    private static final String HASH = "sha256";
    private static final String PARAMETER = "parameter.";
    private static final String MOMENTUM = "momentum.";

    /**
     * Writes a checkpoint. The file that was there is whole until this one is, and is on the disk. What the devices hold is read twice,
     * for the hash that stands before it and for the file, and never held whole.
     *
     * @param state where the training stands
     * @param model whose parameters, momenta and mean are kept
     * @param more words about the run
     */
    static void write(Path file, TrainingState state, Model model, String options, Map<String, String> more)
            throws IOException {
        SortedMap<String, TensorSource> tensors = new TreeMap<>();
        model.parameterSources().forEach((name, tensor) -> tensors.put(PARAMETER + name, tensor));
        model.momentumSources().forEach((name, tensor) -> tensors.put(MOMENTUM + name, tensor));
        model.mean().ifPresent(mean -> tensors.put(Weights.MEAN, mean));
        SortedMap<String, String> metadata = new TreeMap<>(more);
        metadata.put(VERSION, FORMAT);
        metadata.put(STATE, StateJson.write(state));
        metadata.put(OPTIONS, options);
        metadata.put(HASH, hash(tensors, metadata));
        Safetensors.write(file, tensors, metadata);
    }

    /**
     * Reads a checkpoint; empty where there is no file.
     *
     * @throws RunException where it is damaged, or of another version
     */
    static Optional<CheckpointFile> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(file, Safetensors.read(file)));
        } catch (WeightsException e) {
            throw damaged(file, e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw damaged(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new RunException(file + ": cannot be read: " + FileTrouble.words(e), e);
        }
    }

    private static CheckpointFile read(Path file, TensorFile content) throws IOException {
        SortedMap<String, String> metadata = content.metadata();
        String version = metadata.get(VERSION);
        if (version == null || !metadata.containsKey(STATE)) {
            throw new RunException(file + ": is no checkpoint");
        }
        if (!version.equals(FORMAT)) {
            throw new RunException(file + ": is a checkpoint of format " + version + "; this netc reads format "
                    + FORMAT);
        }
        if (!hash(content.tensors(), metadata).equals(metadata.get(HASH))) {
            throw damaged(file, "its bytes are not what their hash says", null);
        }
        Checkpoint checkpoint = new Checkpoint(StateJson.read(metadata.get(STATE)),
                named(content.tensors(), PARAMETER), named(content.tensors(), MOMENTUM),
                Optional.ofNullable(content.tensors().get(Weights.MEAN)));
        return new CheckpointFile(checkpoint, metadata.getOrDefault(OPTIONS, ""), RunMetadata.classes(metadata));
    }

    private static RunException damaged(Path file, String why, Exception cause) {
        return new RunException(file + ": the checkpoint is damaged, and cannot be gone on from: " + why, cause);
    }

    private static Map<String, Tensor> named(SortedMap<String, Tensor> all, String prefix) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        all.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        return found;
    }

    /** Of all tensors and words but the hash itself. */
    private static String hash(SortedMap<String, ? extends TensorSource> tensors, SortedMap<String, String> metadata)
            throws IOException {
        MessageDigest hash = UserCache.sha256();
        metadata.forEach((name, text) -> {
            if (!name.equals(HASH)) {
                add(hash, name);
                add(hash, text);
            }
        });
        for (Map.Entry<String, ? extends TensorSource> entry : tensors.entrySet()) {
            TensorSource tensor = entry.getValue();
            add(hash, entry.getKey() + " " + Tensor.describe(tensor.type(), tensor.shape()));
            tensor.read(hash::update);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    private static void add(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        hash.update(bytes);
    }
}
