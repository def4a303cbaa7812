package dev.netc.cli.embed;

import dev.netc.runtime.error.NetcException;

/** The JDK that makes a jar, or what is there instead. Knows no class of the compiler, which may not be there to be known. */
public final class Jdk {
    private Jdk() {}

    /**
     * Checks that there is one, before anything is written.
     *
     * @throws NetcException where this Java has no compiler
     */
    public static void check() {
        if (ModuleLayer.boot().findModule("jdk.compiler").isEmpty()) {
            throw missing("none", null);
        }
    }

    static NetcException missing(String has, Exception cause) {
        return new NetcException("a jar is made by a JDK's compiler, and the Java in " + System.getProperty("java.home")
                + " has " + has + ": a JDK 21 or later has", cause);
    }
}
