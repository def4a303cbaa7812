package dev.netc.cli.command;

import java.util.function.Supplier;

import dev.netc.runtime.Model;
import dev.netc.runtime.training.Inspector;

/**
 * Compiles the program that keeps a step's values only when it is asked for.
 *
 * @param start sets parameters and momentum to those of the beginning
 * @param opened compiles and loads it
 */
record StepInspector(Runnable start, Supplier<Model> opened) implements Inspector {
    @Override
    public void restart() {
        start.run();
    }

    @Override
    public Model open() {
        return opened.get();
    }
}
