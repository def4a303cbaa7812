package dev.netc.runtime.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A {@link TrainingState} as text. Numbers with fractions stand as {@link Double#toString} writes them, which
 * {@link Double#parseDouble} takes back to the same bits, infinities included; what is not there is null.
 */
final class StateJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateJson() {}

    static String write(TrainingState state) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode terms = root.putObject("terms");
        state.terms().values().forEach(terms::put);
        root.put("epochs", state.epochs()).put("endedBySchedule", state.endedBySchedule())
                .put("batches", state.batches());
        root.putObject("tally").put("images", state.tally().images()).put("loss", exact(state.tally().loss()))
                .put("wrong", state.tally().wrong()).put("notInFive", state.tally().notInFive());
        root.putObject("chance").put("sum", exact(state.chance().sum())).put("steps", state.chance().steps())
                .put("windows", state.chance().windows()).put("said", state.chance().said());
        root.put("seconds", exact(state.seconds())).put("epochSeconds", exact(state.epochSeconds()));
        var covariance = root.putArray("covariance");
        state.covariance().forEach(value -> covariance.add(exact(value)));
        var ended = root.putArray("ended");
        state.ended().forEach(epoch -> write(epoch, ended.addObject()));
        return root.toString();
    }

    private static void write(EpochReport epoch, ObjectNode node) {
        node.put("step", epoch.step()).put("seconds", exact(epoch.seconds())).put("rate", exact(epoch.rate()))
                .put("trainLoss", exact(epoch.trainLoss())).put("trainError", exact(epoch.trainError()))
                .put("imagesPerSecond", exact(epoch.imagesPerSecond())).put("best", epoch.best());
        if (epoch.validation().isPresent()) {
            Evaluation validation = epoch.validation().get();
            node.putObject("validation").put("images", validation.images()).put("loss", exact(validation.loss()))
                    .put("top1Error", exact(validation.top1Error())).put("top5Error", exact(validation.top5Error()))
                    .put("seconds", exact(validation.seconds()));
        }
    }

    private static String exact(double value) {
        return Double.toString(value);
    }

    private static String exact(OptionalDouble value) {
        return value.isPresent() ? exact(value.getAsDouble()) : null;
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws JsonProcessingException where it is no JSON
     */
    static TrainingState read(String text) throws JsonProcessingException {
        JsonNode root = JSON.readTree(text);
        Map<String, String> terms = new LinkedHashMap<>();
        root.get("terms").properties().forEach(term -> terms.put(term.getKey(), term.getValue().asText()));
        JsonNode tally = root.get("tally");
        JsonNode chance = root.get("chance");
        List<Double> covariance = new ArrayList<>();
        root.get("covariance").forEach(value -> covariance.add(exact(value)));
        List<EpochReport> ended = new ArrayList<>();
        root.get("ended").forEach(node -> ended.add(epoch(ended.size() + 1, node)));
        return new TrainingState(new Terms(terms), root.get("epochs").asInt(), ended,
                root.get("endedBySchedule").asBoolean(), root.get("batches").asInt(),
                new TrainingState.Sums(tally.get("images").asInt(), exact(tally.get("loss")),
                        tally.get("wrong").asInt(), tally.get("notInFive").asInt()),
                new TrainingState.Chance(exact(chance.get("sum")), chance.get("steps").asInt(),
                        chance.get("windows").asInt(), chance.get("said").asBoolean()),
                exact(root.get("seconds")), exact(root.get("epochSeconds")), covariance);
    }

    private static EpochReport epoch(int number, JsonNode node) {
        return new EpochReport(number, node.get("step").asInt(), exact(node.get("seconds")), exact(node.get("rate")),
                exact(node.get("trainLoss")), exact(node.get("trainError")),
                Optional.ofNullable(node.get("validation")).map(StateJson::evaluation),
                exact(node.get("imagesPerSecond")), node.get("best").asBoolean());
    }

    private static Evaluation evaluation(JsonNode node) {
        return new Evaluation(node.get("images").asInt(), maybe(node.get("loss")), exact(node.get("top1Error")),
                maybe(node.get("top5Error")), exact(node.get("seconds")));
    }

    private static double exact(JsonNode node) {
        return Double.parseDouble(node.asText());
    }

    private static OptionalDouble maybe(JsonNode node) {
        return node.isNull() ? OptionalDouble.empty() : OptionalDouble.of(exact(node));
    }
}
