package dev.netc.runtime.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code .npy} array says of itself before its data: a mark, a version, a length, and a Python dictionary of that many
 * bytes (numpy.lib.format, "Format Version 1.0" to 3.0).
 *
 * @param dtype of an element
 * @param order of its bytes
 * @param fortran whether the first index runs fastest
 * @param shape outermost first
 * @param length bytes of all this
 */
record NpyHeader(Dtype dtype, ByteOrder order, boolean fortran, List<Long> shape, int length) {
    private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);
    /** As numpy itself bounds it for files that are not trusted. */
    private static final int LONGEST = 10_000;
    private static final Pattern ENTRY = Pattern.compile("\\s*+['\"](?<key>\\w++)['\"]\\s*+:\\s*+"
            + "(?:['\"](?<text>[^'\"]*+)['\"]|(?<flag>True|False)|\\((?<sizes>[^)]*+)\\)|(?<struct>\\[))\\s*+,?+");
    private static final Pattern DESCR = Pattern.compile("(?<order>[<>|=])(?<kind>[a-zA-Z]\\d*)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,19})L?"); // with the L of a Python that knew two kinds
    private static final Map<String, Dtype> DTYPES = Map.of("f8", Dtype.F64, "f4", Dtype.F32, "f2", Dtype.F16, "i8",
            Dtype.I64, "i4", Dtype.I32, "i2", Dtype.I16, "i1", Dtype.I8, "u2", Dtype.U16, "u1", Dtype.U8, "b1",
            Dtype.BOOL);

    /** Where an array contradicts the format; the message is the rest of a sentence about it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String problem) {
            super(problem);
        }
    }

    /**
     * Reads a header, and not a byte more.
     *
     * @throws Malformed where it is none, or of something that is no tensor
     */
    static NpyHeader read(InputStream in) throws IOException, Malformed {
        byte[] mark = in.readNBytes(MAGIC.length + 2);
        if (mark.length < MAGIC.length + 2 || !Arrays.equals(Arrays.copyOf(mark, MAGIC.length), MAGIC)) {
            throw new Malformed("it does not begin as an array does");
        }
        int version = mark[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new Malformed("it is of format version " + version + "." + mark[MAGIC.length + 1]
                    + "; this library reads 1 to 3");
        }
        int digits = version == 1 ? Short.BYTES : Integer.BYTES;
        byte[] text = in.readNBytes((int) length(in.readNBytes(digits), digits));
        return parse(text, version < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8,
                mark.length + digits + text.length);
    }

    private static long length(byte[] bytes, int digits) throws Malformed {
        long length = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            length = length << Byte.SIZE | (bytes[i] & 0xFF);
        }
        if (bytes.length < digits || length > LONGEST) {
            throw new Malformed("it announces a header of " + length + " bytes; numpy reads up to " + LONGEST);
        }
        return length;
    }

    private static NpyHeader parse(byte[] bytes, Charset charset, int length) throws Malformed {
        String text = new String(bytes, charset).strip();
        Map<String, Matcher> entries = entries(text);
        String descr = of(entries, "descr", "text", text);
        String fortran = of(entries, "fortran_order", "flag", text);
        String sizes = of(entries, "shape", "sizes", text);
        Matcher type = DESCR.matcher(descr);
        Dtype dtype = type.matches() ? DTYPES.get(type.group("kind")) : null;
        if (dtype == null) {
            throw new Malformed(descr.contains("O")
                    ? "it holds Python objects, which Python alone can read"
                    : "its type is `" + Shown.of(descr) + "`; this library reads f2, f4, f8, i1, i2, i4, i8, u1, u2"
                            + " and b1");
        }
        ByteOrder order = type.group("order").equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(dtype, order, fortran.equals("True"), shape(sizes), length);
    }

    private static Map<String, Matcher> entries(String text) throws Malformed {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new Malformed("its header is no dictionary, or ends early: " + Shown.of(text));
        }
        Map<String, Matcher> entries = new HashMap<>();
        String inside = text.substring(1, text.length() - 1).strip();
        for (int at = 0; at < inside.length();) {
            Matcher entry = ENTRY.matcher(inside).region(at, inside.length());
            if (!entry.lookingAt() || entries.put(entry.group("key"), entry) != null) {
                throw new Malformed("its header is not as numpy writes it: " + Shown.of(text));
            }
            if (entry.group("struct") != null) {
                throw new Malformed("it is a table of named fields, and no tensor");
            }
            at = entry.end();
        }
        return entries;
    }

    private static String of(Map<String, Matcher> entries, String key, String kind, String text) throws Malformed {
        String value = entries.containsKey(key) ? entries.get(key).group(kind) : null;
        if (value == null || entries.size() != 3) {
            throw new Malformed("its header is not as numpy writes it: " + Shown.of(text));
        }
        return value;
    }

    private static List<Long> shape(String sizes) throws Malformed {
        List<Long> shape = new ArrayList<>();
        for (String size : sizes.isBlank() ? new String[0] : sizes.strip().split("\\s*,\\s*")) {
            Matcher digits = SIZE.matcher(size);
            if (!digits.matches() || shape.size() == TensorBytes.MOST_DIMENSIONS) {
                throw new Malformed("its shape is (" + Shown.of(sizes) + ")");
            }
            try {
                shape.add(Long.parseLong(digits.group(1)));
            } catch (NumberFormatException e) {
                throw new Malformed("its shape is (" + Shown.of(sizes) + ")");
            }
        }
        return shape;
    }
}
