package dev.netc.program;

/** One OpenCL C kernel: its function's name and the whole text of its file. */
public record Kernel(String name, String source) {}
