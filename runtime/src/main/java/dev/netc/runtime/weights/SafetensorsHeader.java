package dev.netc.runtime.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * The header of a safetensors file, read token by token: a tree of a hundred million bytes of brackets would fill gigabytes.
 *
 * @param entries in the order of the text
 * @param metadata words by key
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    /** More than any net has parameters, and than anyone has to say about one: each is some objects. */
    private static final int MOST_TENSORS = 1 << 19;
    private static final int MOST_METADATA = 1 << 16;
    /** A tensor's fields hold lists and no more. */
    private static final int DEEPEST = 16;
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNameLength(1000).build())
            .build();

    /** One tensor as the header tells it; begin and end count from the end of the header. */
    record Entry(String name, Dtype dtype, List<Long> shape, long begin, long end) {}

    /** Where a header says what cannot be. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String problem) {
            super(problem);
        }

        Malformed(String tensor, String problem) {
            this("tensor " + Shown.of(tensor) + ": " + problem);
        }
    }

    /**
     * Reads a header.
     *
     * @throws Malformed where it is JSON of another kind
     * @throws com.fasterxml.jackson.core.JsonProcessingException where it is no JSON
     */
    static SafetensorsHeader parse(byte[] text) throws IOException, Malformed {
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new TreeMap<>();
        try (JsonParser json = JSON.createParser( // its guesses of other encodings are not the format's
                new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new Malformed(name, "it has no dtype, shape and data_offsets");
                }
                if (name.equals(METADATA)) {
                    metadata(json, metadata);
                } else {
                    entries.add(entry(json, name));
                    checkCount(entries.size(), MOST_TENSORS, "tensors");
                }
            }
            if (json.nextToken() != null) {
                throw new Malformed("behind its header stands more");
            }
        }
        return new SafetensorsHeader(entries, metadata);
    }

    private static void metadata(JsonParser json, Map<String, String> metadata) throws IOException, Malformed {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw new Malformed("the metadata \"" + Shown.of(key) + "\" is no text");
            }
            metadata.put(key, json.getText());
            checkCount(metadata.size(), MOST_METADATA, "words of metadata");
        }
    }

    private static void checkCount(int count, int most, String what) throws Malformed {
        if (count > most) {
            throw new Malformed("it has more than " + most + " " + what + ", and no net has as many");
        }
    }

    private static Entry entry(JsonParser json, String name) throws IOException, Malformed {
        String dtype = "";
        List<Long> shape = null;
        List<Long> offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "dtype" -> dtype = value == JsonToken.VALUE_STRING ? json.getText() : "";
                case "shape" -> shape = wholes(json, name, field, TensorBytes.MOST_DIMENSIONS);
                case "data_offsets" -> offsets = wholes(json, name, field, 2);
                default -> {
                }
            }
            json.skipChildren();
        }
        return entry(name, dtype, shape, offsets);
    }

    private static Entry entry(String name, String dtype, List<Long> shape, List<Long> offsets) throws Malformed {
        Dtype known = Dtype.named(dtype).orElseThrow(() -> new Malformed(name,
                "its dtype is \"" + Shown.of(dtype) + "\"; this library reads " + Dtype.names()));
        if (shape == null || offsets == null) {
            throw new Malformed(name, "it has no " + (shape == null ? "shape" : "data_offsets"));
        }
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw new Malformed(name, "its data_offsets are " + offsets + ", not a begin and an end");
        }
        return new Entry(name, known, shape, offsets.get(0), offsets.get(1));
    }

    private static List<Long> wholes(JsonParser json, String name, String field, int most)
            throws IOException, Malformed {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new Malformed(name, "it has no " + field);
        }
        List<Long> wholes = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER && json.getLongValue() >= 0;
            if (!whole) {
                throw new Malformed(name, Shown.of(String.valueOf(json.getText())) + " in its " + field
                        + " is no count");
            }
            if (wholes.size() == most) {
                throw new Malformed(name, "its " + field + " has more than " + most + " numbers");
            }
            wholes.add(json.getLongValue());
        }
        return wholes;
    }
}
