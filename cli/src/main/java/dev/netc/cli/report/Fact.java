package dev.netc.cli.report;

/** Something that a run was told, or is. */
public record Fact(String name, String value) {}
