package dev.netc.interchange.importer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;

/** A message that was sound, some of whose fields say something else: what bytes changed by chance would never come to. */
final class SpoiltMessage {
    private static final long[] WHOLES = {0, 1, 2, 3, -1, -2, 7, 100, 1 << 16, 1 << 24, Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final double[] REALS = {0, 1, -1, 0.5, 2, 1e-30, 1e30, Double.NaN, Double.POSITIVE_INFINITY};
    private static final int MOST_CHANGES = 4;

    private final Random random;
    /** What the message says in words: names taken for one another. */
    private final List<String> texts = new ArrayList<>(List.of("", "a b", "\u0000", "../x", "net", "-1"));

    SpoiltMessage(Random random, Message sound) {
        this.random = random;
        collect(sound);
    }

    private void collect(Message message) {
        message.getAllFields().forEach((field, value) -> {
            for (Object one : field.isRepeated() ? (List<?>) value : List.of(value)) {
                if (one instanceof Message inner) {
                    collect(inner);
                } else if (one instanceof String text) {
                    texts.add(text);
                }
            }
        });
    }

    Message of(Message sound) {
        Message.Builder spoilt = sound.toBuilder();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            change(spoilt);
        }
        return spoilt.buildPartial();
    }

    private void change(Message.Builder message) {
        List<FieldDescriptor> fields = new ArrayList<>(message.getAllFields().keySet());
        if (fields.isEmpty() || random.nextInt(8) == 0) {
            fields = message.getDescriptorForType().getFields();
        }
        if (fields.isEmpty()) {
            return;
        }
        FieldDescriptor field = any(fields);
        if (field.isRepeated()) {
            changeOneOf(message, field);
        } else if (field.getJavaType() == JavaType.MESSAGE) {
            change(message.getFieldBuilder(field));
        } else if (random.nextInt(6) == 0) {
            message.clearField(field);
        } else {
            message.setField(field, value(field, message.getField(field)));
        }
    }

    private void changeOneOf(Message.Builder message, FieldDescriptor field) {
        List<Object> all = new ArrayList<>((List<?>) message.getField(field));
        int at = all.isEmpty() ? 0 : random.nextInt(all.size());
        switch (all.isEmpty() ? 4 : random.nextInt(field.getJavaType() == JavaType.MESSAGE ? 12 : 6)) {
            case 0 -> all.remove(at);
            case 1 -> all.add(at, all.get(random.nextInt(all.size())));
            case 2 -> Collections.swap(all, at, random.nextInt(all.size()));
            case 3 -> all.subList(at, all.size()).clear();
            case 4 -> all.add(field.getJavaType() == JavaType.MESSAGE
                    ? message.newBuilderForField(field).buildPartial()
                    : value(field,
                            field.getJavaType() == JavaType.ENUM ? field.getEnumType().getValues().getFirst() : null));
            default -> {
                if (field.getJavaType() == JavaType.MESSAGE) {
                    change(message.getRepeatedFieldBuilder(field, at));
                    return;
                }
                all.set(at, value(field, all.get(at)));
            }
        }
        message.setField(field, all);
    }

    private Object value(FieldDescriptor field, Object now) {
        return switch (field.getJavaType()) {
            case INT -> (int) whole();
            case LONG -> whole();
            case FLOAT -> (float) real();
            case DOUBLE -> real();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> any(texts);
            case BYTE_STRING -> bytes(now);
            case ENUM -> any(field.getEnumType().getValues());
            case MESSAGE -> throw new IllegalArgumentException(field.getFullName());
        };
    }

    private long whole() {
        return WHOLES[random.nextInt(WHOLES.length)];
    }

    private double real() {
        return REALS[random.nextInt(REALS.length)];
    }

    private ByteString bytes(Object now) {
        ByteString bytes = now instanceof ByteString there ? there : ByteString.EMPTY;
        return random.nextBoolean()
                ? bytes.substring(0, random.nextInt(bytes.size() + 1))
                : ByteString.copyFromUtf8(any(texts));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
