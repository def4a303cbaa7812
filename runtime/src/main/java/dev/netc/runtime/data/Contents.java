package dev.netc.runtime.data;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The formats that a dataset may have, tried in turn on what lies in a container. */
final class Contents {
    private Contents() {}

    /** What a format found: parts that can be opened once the classes are known. */
    interface Found {
        /** What the data is, in a few words. */
        String kind();

        /** Names of the parts that are there. */
        Set<String> names();

        /**
         * The classes, where the user has not named them.
         *
         * @param part the one that is trained with, or tested with where there is no other
         */
        ClassNames classes(String part);

        /** What is there and cannot be used, where it may be what the user is looking for. */
        default Optional<String> remark() {
            return Optional.empty();
        }

        /** Parts that are there and cannot be opened, and why, which is to be thrown where one of them is asked for. */
        default Map<String, DataException> unreadable() {
            return Map.of();
        }

        /** Whether a label is a number that a class stands behind, and not the name of a folder. */
        boolean numbered();

        /**
         * Opens a part that is there.
         *
         * @throws DataException where it is broken, or has a class that is not among these
         */
        Part open(String part, ClassNames classes);
    }

    /**
     * Finds out what lies at a location.
     *
     * @param location a folder, an archive, a packed file, or {@code digits}
     * @param partNames names by which the parts of class folders are known, beside the usual ones
     * @throws DataException where it cannot be read or is in no format that is known
     */
    static Found at(String location, Collection<String> partNames) {
        if (location.equals(Digits.NAME)) {
            return new Digits();
        }
        Path path = Path.of(location);
        if (PackFile.isPack(path)) {
            return new PackedSet(PackFile.open(path, MappedBytes.SEGMENT));
        }
        Set<String> known = new HashSet<>(Dataset.USUAL_PARTS);
        known.addAll(partNames);
        return of(Container.open(path), known).orElseThrow(() -> new DataException(location,
                "holds no data that is known. Known are train/CLASS/IMAGE with test/CLASS/IMAGE or val/CLASS/IMAGE,"
                        + " train-images-idx3-ubyte and its fellows (MNIST), data_batch_1.bin and its fellows"
                        + " (CIFAR-10), a .tar or .tar.gz of any of these, and what `netc data pack` makes of them"));
    }

    /** Recognises a container by what is in it. */
    private static Optional<Found> of(Container container, Set<String> partNames) {
        return Idx.in(container) // by the names of its files, which no image has
                .or(() -> CifarBinary.in(container)).or(() -> ClassFolders.in(container, partNames));
    }
}
