package dev.netc.program;

/**
 * The pixels that {@code predict}, {@code evaluate} and {@code train} are fed, a byte a channel: {@code [height, width,
 * channels]} an image, in RGB or grey.
 *
 * @param input the net's input that they become
 * @param height in pixels, after {@code resize}
 * @param width in pixels, after {@code resize}
 */
public record Images(String input, int height, int width, int channels) {}
