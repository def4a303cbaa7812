package dev.netc.runtime.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The image formats that are read, recognised by their first bytes whatever the file is called. */
enum ImageKind {
    /** Joint Photographic Experts Group, grey, YCbCr, RGB, CMYK or YCCK. */
    JPEG("\u00ff\u00d8\u00ff", 512), // a bit or more for each block of 64
    /** Portable Network Graphics. */
    PNG("\u0089PNG\r\n\u001a\n", 8 * 1032), // eight of one bit in each byte that deflate makes of one
    /** Graphics Interchange Format; the first picture of an animation. */
    GIF("GIF8", 4096), // a code of 12 bits may stand for almost so many
    /** Windows bitmap. */
    BMP("BM", 128); // a run of two bytes has up to 255

    /** Bytes that are enough to recognise any. */
    static final int HEAD = 8;

    private final String magic;
    private final int mostPixelsOfAByte;

    ImageKind(String magic, int mostPixelsOfAByte) {
        this.magic = magic;
        this.mostPixelsOfAByte = mostPixelsOfAByte;
    }

    /** How many pixels a byte of a file may stand for; a header that claims more has no file behind it. */
    int mostPixelsOfAByte() {
        return mostPixelsOfAByte;
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
