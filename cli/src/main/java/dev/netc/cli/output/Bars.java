package dev.netc.cli.output;

/** Shares as bars of text. */
public final class Bars {
    private static final int CELLS = 30;
    private static final int PARTS = 8;
    private static final char FULL = '█';
    /** One to seven eighths of a cell. */
    private static final String PART = "▏▎▍▌▋▊▉";

    private Bars() {}

    /** A bar as long as the share, 30 cells for 1, in eighths of a cell. */
    public static String of(double share) {
        int eighths = (int) Math.round(Math.clamp(share, 0, 1) * CELLS * PARTS);
        String rest = eighths % PARTS == 0 ? "" : PART.substring(eighths % PARTS - 1, eighths % PARTS);
        return Character.toString(FULL).repeat(eighths / PARTS) + rest;
    }
}
