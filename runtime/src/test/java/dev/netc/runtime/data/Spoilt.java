package dev.netc.runtime.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** A file that was sound, changed in a few places as chance and malice change files. */
final class Spoilt {
    private static final long[] NUMBERS = {0, 1, -1, 127, 128, 255, 256, 65_535, 65_536, Integer.MAX_VALUE,
        Integer.MIN_VALUE, 1L << 28, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final int MANY_TIMES_IN = 60;
    private static final int MOST_BYTES = 1 << 20;
    private static final String[] TEXTS = {"-1", "NaN", "1e999", "9223372036854775807", "[[[[[[[[[[[[[[[[[[[[", "{",
        "}",
        "\"", "null", "../", "/", "(", ")", ",", "\u001b[2J"};

    private final Random random;

    Spoilt(Random random) {
        this.random = random;
    }

    byte[] of(byte[] sound) {
        byte[] spoilt = sound.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            spoilt = spoilt.length == 0 ? new byte[1] : changed(spoilt);
        }
        return spoilt;
    }

    private byte[] changed(byte[] bytes) {
        int at = place(bytes.length);
        int some = Math.min(bytes.length - at, 1 + random.nextInt(random.nextInt(4) == 0 ? 600 : 8));
        return switch (random.nextInt(MANY_TIMES_IN) == 0 ? 7 : random.nextInt(7)) {
            case 0 -> flipped(bytes, at);
            case 1 -> numbered(bytes, at);
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> spliced(bytes, at, at + some, new byte[0]);
            case 4 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + some));
            case 5 -> spliced(bytes, at, at + (random.nextBoolean() ? some : 0),
                    TestData.text(TEXTS[random.nextInt(TEXTS.length)]));
            case 7 -> spliced(bytes, at, at, many(Arrays.copyOfRange(bytes, at, at + some)));
            default -> spliced(bytes, place(bytes.length), bytes.length,
                    Arrays.copyOfRange(bytes, at, bytes.length));
        };
    }

    /** What a bomb is made of: the same entry, name or nothing so often that what is made of them would fill memory. */
    private byte[] many(byte[] bytes) {
        byte[] many = new byte[bytes.length * (1 + random.nextInt(MOST_BYTES / bytes.length))];
        for (int at = 0; at < many.length; at += bytes.length) {
            System.arraycopy(bytes, 0, many, at, bytes.length);
        }
        return many;
    }

    /** Headers stand at the beginning, directories at the end. */
    private int place(int length) {
        int within = random.nextInt(length);
        return switch (random.nextInt(4)) {
            case 0 -> Math.min(within, random.nextInt(64));
            case 1 -> Math.max(within, length - 1 - random.nextInt(128));
            default -> within;
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private byte[] numbered(byte[] bytes, int at) {
        ByteBuffer number = ByteBuffer.allocate(8)
                .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int size = 1 << random.nextInt(4);
        long value = NUMBERS[random.nextInt(NUMBERS.length)];
        switch (size) {
            case 1 -> number.put((byte) value);
            case 2 -> number.putShort((short) value);
            case 4 -> number.putInt((int) value);
            default -> number.putLong(value);
        }
        System.arraycopy(number.array(), 0, bytes, at, Math.min(size, bytes.length - at));
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(bytes, 0, Math.min(from, to));
        spliced.writeBytes(instead);
        spliced.write(bytes, to, bytes.length - to);
        return spliced.toByteArray();
    }
}
