package dev.netc.runtime.data;

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

        /**
         * Opens a part that is there.
         *
         * @throws DataException where it is broken, or has a class that is not among these
         */
        Part open(String part, ClassNames classes);
    }

    /**
     * Recognises a container by what is in it.
     *
     * @param partNames names by which the parts of class folders are known
     */
    static Optional<Found> of(Container container, Set<String> partNames) {
        return Idx.in(container) // by the names of its files, which no image has
                .or(() -> CifarBinary.in(container)).or(() -> ClassFolders.in(container, partNames));
    }
}
