package dev.netc.cli.option;

import java.nio.file.Path;
import java.util.Optional;

import dev.netc.runtime.data.ClassNames;
import picocli.CommandLine.Option;

/** The classes' names. */
public final class ClassesArgument {
    @Option(names = "--classes", paramLabel = "FILE", description = {
        "A class a line: its folder's name, then the name to show; a tab between them",
        "where the folder's name has spaces."})
    private Path file;

    /** The classes that the file names. */
    public Optional<ClassNames> names() {
        return Optional.ofNullable(file).map(ClassNames::read);
    }
}
