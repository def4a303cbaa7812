package dev.netc.compiler.ast;

/** An operator between two expressions. */
public enum BinaryOperator {
    ADD("+"), SUBTRACT("-"), MULTIPLY("*"), DIVIDE("/"), LESS("<"), LESS_EQUAL("<="), GREATER(">"), GREATER_EQUAL(
            ">="), EQUAL("=="), NOT_EQUAL("!=");

    private final String sign;

    BinaryOperator(String sign) {
        this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
        return sign;
    }

    /** Whether it gives 1 or 0. */
    public boolean compares() {
        return switch (this) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE -> false;
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> true;
        };
    }

    /** The operator written so. */
    public static BinaryOperator of(String sign) {
        for (BinaryOperator operator : values()) {
            if (operator.sign.equals(sign)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("no operator is written " + sign);
    }
}
