package dev.netc.interchange.caffe;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.google.protobuf.TextFormat;
import dev.netc.interchange.ImportException;
import dev.netc.interchange.caffe.schema.NetParameter;

/** Reads a net's text form. What the schema lacks is skipped, in silence: Caffe's many forks add fields of their own. */
final class Prototxt {
    private static final long LARGEST = 64 << 20;
    /** A number takes the square of its length to read. */
    private static final int LONGEST_WORD = 10_000;
    private static final TextFormat.Parser PARSER = TextFormat.Parser.newBuilder().setAllowUnknownFields(true).build();
    /** Held here, so that its level stays. */
    private static final Logger SKIPPED = Logger.getLogger(TextFormat.class.getName());

    static {
        SKIPPED.setLevel(Level.OFF);
    }

    private Prototxt() {}

    static NetParameter read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new ImportException(file.toString(),
                    "it has " + Files.size(file) + " bytes; a prototxt of up to " + LARGEST
                            + " is read");
        }
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ImportException(file.toString(), "it is no text: weights (.caffemodel) come second", e);
        }
    }

    static NetParameter parse(String file, String text) {
        checkWords(file, text);
        NetParameter.Builder net = NetParameter.newBuilder();
        try {
            PARSER.merge(text, net);
        } catch (TextFormat.ParseException e) {
            throw new ImportException(file, "it is no prototxt of a net: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new ImportException(file, "it is no prototxt of a net: its brackets are too deep", e);
        }
        return net.build();
    }

    private static void checkWords(String file, String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            length = Character.isLetterOrDigit(text.charAt(i)) ? length + 1 : 0;
            if (length > LONGEST_WORD) {
                throw new ImportException(file, "it is no prototxt of a net: it has a word of more than " + LONGEST_WORD
                        + " letters and digits");
            }
        }
    }
}
