package dev.netc.program;

/** The floating-point type of tensors. */
public enum Precision {
    /** 32 bits: what nets compute in. */
    F32,

    /** 64 bits: for checking gradients. */
    F64
}
