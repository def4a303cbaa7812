package dev.netc.cli.option;

import picocli.CommandLine.Option;

/** What every command knows. Nobody asks whether it was typed: picocli does, and the console, before anything is parsed. */
public final class CommonOptions {
    /** How a script asks for JSON. */
    public static final String JSON = "--json";

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this help.")
    void help(boolean asked) {}

    @Option(names = JSON, description = "Prints one JSON document on standard output, and nothing else there.")
    void json(boolean asked) {}
}
