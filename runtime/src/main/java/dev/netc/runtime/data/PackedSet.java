package dev.netc.runtime.data;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** The parts of a packed file. */
record PackedSet(PackFile file) implements Contents.Found {

    @Override
    public String kind() {
        return file.header().kind() + ", packed " + file.header().packing().inWords();
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        file.header().parts().forEach(part -> names.add(part.name()));
        return names;
    }

    @Override
    public boolean numbered() {
        return file.header().numbered();
    }

    @Override
    public ClassNames classes(String part) {
        return piece(part).classes();
    }

    @Override
    public Part open(String part, ClassNames classes) {
        PackHeader.Piece piece = piece(part);
        int first = 0;
        for (PackHeader.Piece before : file.header().parts().subList(0, file.header().parts().indexOf(piece))) {
            first += before.images();
        }
        return numbered() ? byNumber(piece, first, classes) : byName(piece, first, classes);
    }

    private PackHeader.Piece piece(String part) {
        return file.header().parts().stream().filter(piece -> piece.name().equals(part)).findFirst().orElseThrow();
    }

    private Part byNumber(PackHeader.Piece piece, int first, ClassNames classes) {
        int[] labels = IntStream.range(0, piece.classes().size()).toArray();
        PackedPart part = PackedPart.of(piece.name(), file, first, piece.images(), labels);
        for (int i = 0; i < part.size(); i++) {
            int image = i;
            classes.checkLabel(part.label(i), () -> part.entry(image));
        }
        return part;
    }

    /** Classes that no image of this part belongs to need not be known. */
    private Part byName(PackHeader.Piece piece, int first, ClassNames classes) {
        int[] labels = new int[piece.classes().size()];
        boolean[] used = new boolean[labels.length];
        ToIntFunction<String> indices = classes.labels(piece.name(), file.path().toString());
        for (int i = 0; i < piece.images(); i++) {
            used[file.index().label(first + i)] = true;
        }
        for (int i = 0; i < labels.length; i++) {
            if (used[i]) {
                labels[i] = indices.applyAsInt(piece.classes().folders().get(i));
            }
        }
        return PackedPart.of(piece.name(), file, first, piece.images(), labels);
    }
}
