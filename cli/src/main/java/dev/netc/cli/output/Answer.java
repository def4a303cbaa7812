package dev.netc.cli.output;

/** What a command found out: its record components are the fields of the JSON document. */
public interface Answer {
    /** The same for people, ending in a line feed. */
    String text();
}
