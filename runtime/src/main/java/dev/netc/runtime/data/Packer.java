package dev.netc.runtime.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decodes all images of a dataset once, into a file that {@link Dataset#open} maps into memory. Batches of it are those of the dataset,
 * byte for byte.
 *
 * <p>
 * Parts, classes and the order of the images are kept, so that options mean the same for both.
 */
public final class Packer {
    /** So many images are decoded before they are written. */
    private static final int BLOCK = 64;

    private final String location;
    private final Contents.Found found;
    private final List<Source> sources;
    private final Optional<Packing> packing;
    private final Progress progress;

    /**
     * What to pack.
     *
     * @param location as {@link Dataset#open} takes it
     * @param parts their names; all unless said
     * @param classes the classes and their order; each part's folders in name order unless said
     * @param packing what is done to the images; {@link #standard} unless said
     */
    public record Request(String location, List<String> parts, Optional<ClassNames> classes,
            Optional<Packing> packing) {
        /** A request. */
        public Request {
            parts = List.copyOf(parts);
        }

        /** All parts, as is usual. */
        public static Request of(String location) {
            return new Request(location, List.of(), Optional.empty(), Optional.empty());
        }
    }

    /** Hears how far the work is. */
    public interface Progress {
        /** So many of all images are packed. */
        void packed(long images, long all);
    }

    /**
     * What was written.
     *
     * @param bytes of the file
     */
    public record Result(Packing packing, List<Count> parts, int classes, long bytes) {
        /** Images of a part. */
        public record Count(String name, int images) {}
    }

    private record Source(Part part, ClassNames classes) {}

    @SuppressWarnings("ArrayRecordComponent") // lives for one block
    private record Done(Pixels pixels, byte[] hash) {}

    private Packer(Request request, Progress progress) {
        this.location = request.location();
        this.found = Contents.at(location, request.parts());
        this.sources = chosen(request.parts()).stream().map(name -> source(name, request.classes())).toList();
        this.packing = request.packing();
        this.progress = progress;
    }

    private Set<String> chosen(List<String> wanted) {
        found.unreadable().entrySet().stream().filter(part -> wanted.isEmpty() || wanted.contains(part.getKey()))
                .findFirst().ifPresent(part -> {
                    throw part.getValue();
                });
        wanted.stream().filter(name -> !found.names().contains(name)).findFirst().ifPresent(name -> {
            throw new DataException(location, "has no part `" + name + "`, but `"
                    + String.join("`, `", new TreeSet<>(found.names())) + "`");
        });
        if (found.names().isEmpty()) {
            throw new DataException(location,
                    "has no part that can be packed" + found.remark().map(text -> "; " + text).orElse(""));
        }
        return new TreeSet<>(wanted.isEmpty() ? found.names() : wanted);
    }

    private Source source(String name, Optional<ClassNames> said) {
        ClassNames classes = said.orElseGet(() -> found.classes(name));
        return new Source(found.open(name, classes), classes);
    }

    /**
     * Packs a dataset.
     *
     * @throws DataException where it cannot be read, an image is broken, or there is too little room
     * @throws UncheckedIOException where the file cannot be written
     */
    public static Result pack(Request request, Path file, Progress progress) {
        return new Packer(request, progress).pack(file);
    }

    private Result pack(Path file) {
        Packing chosen = packing.orElseGet(this::standard);
        checkPacking(chosen);
        checkRoom(chosen, file);
        try (PackWriter writer = PackWriter.to(file); Workers workers = new Workers()) {
            boolean colored = write(chosen, writer, workers);
            Packing done = colored ? chosen : new Packing(chosen.resizes(), Packing.Colors.ALL_GREY);
            long bytes = writer.finish(new PackHeader(found.kind(), location, done, found.numbered(), sources.stream()
                    .map(s -> new PackHeader.Piece(s.part().name(), s.part().size(), s.classes())).toList()));
            return new Result(chosen, sources.stream().map(s -> new Result.Count(s.part().name(), s.part().size()))
                    .toList(), (int) sources.stream().flatMap(s -> s.classes().folders().stream()).distinct().count(),
                    bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while images were packed", e);
        }
    }

    /**
     * What is usual: small images that all have one size are packed as they are, so that any net can read them; others as the paper
     * prepares them, the shorter side at {@value Packing#USUAL_SIZE}.
     */
    private Packing standard() {
        Part first = sources.getFirst().part();
        if (!first.packing().equals(Packing.NONE)) {
            return first.packing();
        }
        ImageSize size = first.sizeOf(0);
        boolean same = Math.min(size.height(), size.width()) <= Packing.USUAL_SIZE
                && sources.stream().allMatch(source -> allHave(size, source.part()));
        return same ? Packing.NONE : Packing.resized(Packing.USUAL_SIZE);
    }

    private static boolean allHave(ImageSize size, Part part) {
        for (int i = 0; i < part.size(); i++) {
            if (!part.sizeOf(i).equals(size)) {
                return false;
            }
        }
        return true;
    }

    /** Images that were packed before may be packed on, but not otherwise. */
    private void checkPacking(Packing wanted) {
        Part first = sources.getFirst().part();
        if (!wanted.follows(first.packing())) {
            throw new DataException(first.entry(0), "was packed " + first.packing().inWords()
                    + " already, and cannot be packed " + wanted.inWords() + ": the images it was made of can");
        }
    }

    /** Said before an hour is lost, where the size is known beforehand. */
    private void checkRoom(Packing chosen, Path file) {
        if (chosen.resizes().isEmpty()) {
            return;
        }
        long side = chosen.resizes().getLast();
        long needed = images() * side * side * (chosen.colors() == Packing.Colors.AS_DECODED ? 3 : 1);
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                throw new DataException(file.toString(), "may take " + (needed >> 20) + " MiB, and " + (free >> 20)
                        + " MiB are free there: `--size` makes the images smaller, `--part` packs some of them");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long images() {
        return sources.stream().mapToLong(source -> source.part().size()).sum();
    }

    /** Returns whether any image has colours, or had them. */
    private boolean write(Packing chosen, PackWriter writer, Workers workers) throws IOException, InterruptedException {
        boolean colored = chosen.colors() == Packing.Colors.MADE_GREY;
        long before = 0;
        for (Source source : sources) {
            Part part = source.part();
            for (int from = 0; from < part.size(); from += BLOCK) {
                Done[] block = new Done[Math.min(BLOCK, part.size() - from)];
                decode(chosen, part, from, block, workers);
                for (int i = 0; i < block.length; i++) {
                    writer.add(block[i].pixels(), block[i].hash(), part.label(from + i), part.entry(from + i));
                    colored |= block[i].pixels().channels() == 3;
                }
                progress.packed(before + from + block.length, images());
            }
            before += part.size();
        }
        return colored;
    }

    private static void decode(Packing chosen, Part part, int from, Done[] block, Workers workers)
            throws InterruptedException {
        Packing left = chosen.after(part.packing());
        workers.forRanges(block.length, (first, end) -> {
            for (int i = first; i < end; i++) {
                Pixels pixels = left.apply(part.image(from + i));
                block[i] = new Done(pixels, PackFormat.hash(pixels));
            }
        });
    }
}
