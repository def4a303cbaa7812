package dev.netc.runtime.data;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What a packed file says of all its images, as JSON.
 *
 * @param kind what the images were packed from, in a few words
 * @param source what the user named when they were packed
 * @param packing what was done to them
 * @param numbered whether a label is a number that a class stands behind, and not the name of a folder
 * @param parts in the order in which their images stand
 */
record PackHeader(String kind, String source, Packing packing, boolean numbered, List<Piece> parts) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /**
     * A part.
     *
     * @param classes that the labels of its images are indices into
     */
    record Piece(String name, int images, ClassNames classes) {
        Piece {
            if (name == null || classes == null || images < 1) {
                throw new IllegalArgumentException("a part " + name + " of " + images + " images");
            }
        }
    }

    PackHeader {
        if (kind == null || source == null || packing == null || parts == null) {
            throw new IllegalArgumentException("kind, source, packing or parts are missing");
        }
        parts = List.copyOf(parts);
        Set<String> names = new HashSet<>();
        parts.forEach(part -> names.add(part.name()));
        if (names.size() != parts.size() || parts.isEmpty()) {
            throw new IllegalArgumentException("no parts, or two of one name");
        }
    }

    /** Images of all parts. */
    long images() {
        return parts.stream().mapToLong(Piece::images).sum();
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a header that has no JSON form", e);
        }
    }

    /**
     * What {@link #toJson} gave.
     *
     * @throws IOException where it is anything else
     */
    static PackHeader of(byte[] json) throws IOException {
        return JSON.readValue(json, PackHeader.class);
    }
}
