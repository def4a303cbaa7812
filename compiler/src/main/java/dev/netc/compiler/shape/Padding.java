package dev.netc.compiler.shape;

/** Rows and columns added around an image, in pixels; already includes what {@code round: up} adds. */
public record Padding(int top, int left, int bottom, int right) {
    public static final Padding NONE = new Padding(0, 0, 0, 0);
}
