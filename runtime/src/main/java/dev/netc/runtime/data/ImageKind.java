package dev.netc.runtime.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The image formats that are read, recognised by their first bytes whatever the file is called. */
enum ImageKind {
    /** Joint Photographic Experts Group, grey, YCbCr, RGB, CMYK or YCCK. */
    JPEG("\u00ff\u00d8\u00ff"),
    /** Portable Network Graphics. */
    PNG("\u0089PNG\r\n\u001a\n"),
    /** Graphics Interchange Format; the first picture of an animation. */
    GIF("GIF8"),
    /** Windows bitmap. */
    BMP("BM");

    /** Bytes that are enough to recognise any. */
    static final int HEAD = 8;

    private final String magic;

    ImageKind(String magic) {
        this.magic = magic;
    }

    static Optional<ImageKind> of(byte[] file) {
        String head = new String(file, 0, Math.min(HEAD, file.length), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values()).filter(kind -> head.startsWith(kind.magic)).findFirst();
    }

    /** Whether a name ends as an image's does. */
    static boolean isImageName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jpg") || lower.endsWith(".jpeg") || lower.endsWith(".png") || lower.endsWith(".bmp")
                || lower.endsWith(".gif");
    }
}
