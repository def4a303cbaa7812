package dev.netc.program;

/** The floating-point type of tensors. */
public enum Precision {
    F32, F64
}
