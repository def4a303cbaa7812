package dev.netc.runtime.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntConsumer;

import dev.netc.runtime.Model;
import dev.netc.runtime.data.Batch;
import dev.netc.runtime.data.BatchLoader;
import dev.netc.runtime.data.DataException;
import dev.netc.runtime.data.Pixels;
import dev.netc.runtime.data.PreparedPart;
import dev.netc.runtime.data.View;
import dev.netc.runtime.tensor.Tensor;

/**
 * Finds the images whose features are nearest to those of others, as in figure 4 of Krizhevsky, Sutskever and Hinton (2012).
 * Features are the only result of a program's function {@code features}, by an image's centre. Those of a part are computed
 * batch by batch and looked at once: what is kept is a few neighbours an image that is asked about, however large the part.
 */
public final class NearestImages {
    private static final String FUNCTION = "features";

    private final Model model;
    private final int batch;
    private final Feeder feeder;

    /**
     * Makes ready.
     *
     * @param model its weights and mean set
     * @param batch images at once
     * @throws dev.netc.runtime.error.NetcException where the program has no such function
     */
    public NearestImages(Model model, int batch) {
        this.model = model;
        this.batch = batch;
        this.feeder = new Feeder(model, FUNCTION);
    }

    /**
     * Searches a part once, for all images that are asked about.
     *
     * @param count most neighbours of each, images of the same pixels not counted
     * @param searched hears after every batch how many images were searched
     * @return in the order of the files
     * @throws DataException where a file or an image of the part cannot be read, is no image, a broken one, or too small
     * @throws dev.netc.runtime.error.NetcException where the model subtracts a measured mean and has none
     */
    public List<Neighbours> find(List<Path> files, PreparedPart part, int count, IntConsumer searched) {
        Means.check(model);
        List<Query> queries = queries(files, part, count);
        int first = 0;
        try (BatchLoader batches = BatchLoader.inOrder(part, batch,
                View.center(part.stored(), part.preparation().window()), model.timeline())) {
            while (batches.hasNext()) {
                Batch images = batches.next();
                float[] features = features(images);
                for (Query query : queries) {
                    query.look(images, features, first);
                }
                first += images.size();
                searched.accept(first);
            }
        }
        return queries.stream().map(Query::neighbours).toList();
    }

    private List<Query> queries(List<Path> files, PreparedPart part, int count) {
        List<Query> queries = new ArrayList<>();
        for (int from = 0; from < files.size(); from += batch) {
            List<Path> some = files.subList(from, Math.min(files.size(), from + batch));
            List<Pixels> images = some.stream()
                    .map(file -> part.preparation().toFeed(ImageFiles.read(file), file.toString())).toList();
            float[] features = features(ImageFiles.batch(images, part.preparation()));
            int length = features.length / some.size();
            for (int i = 0; i < some.size(); i++) {
                queries.add(new Query(some.get(i).toString(), images.get(i).values(),
                        Arrays.copyOfRange(features, i * length, (i + 1) * length), count));
            }
        }
        return queries;
    }

    /** {@code [batch, features]}, row-major. */
    private float[] features(Batch images) {
        feeder.feed(images);
        return feeder.run(images, Set.of(FUNCTION)).get(FUNCTION).as(Tensor.Type.F32).toFloats();
    }

    /** An image that is asked about, and the nearest that were seen so far. */
    private static final class Query {
        private final String file;
        private final byte[] pixels;
        private final float[] features;
        private final int count;
        private final List<Neighbour> same = new ArrayList<>();
        private final PriorityQueue<Neighbour> nearest = new PriorityQueue<>(Neighbour.NEAREST_FIRST.reversed());

        Query(String file, byte[] pixels, float[] features, int count) {
            this.file = file;
            this.pixels = pixels;
            this.features = features;
            this.count = count;
        }

        void look(Batch images, float[] of, int first) {
            for (int i = 0; i < images.size(); i++) {
                Neighbour neighbour = new Neighbour(first + i, images.labels()[i], distance(of, i));
                if (isSame(images.pixels(), i)) {
                    same.add(neighbour);
                } else {
                    nearest.add(neighbour);
                    if (nearest.size() > count) {
                        nearest.poll();
                    }
                }
            }
        }

        private boolean isSame(byte[] others, int image) {
            int from = image * pixels.length;
            return Arrays.equals(pixels, 0, pixels.length, others, from, from + pixels.length);
        }

        private double distance(float[] of, int image) {
            double squares = 0;
            for (int i = 0; i < features.length; i++) {
                double difference = (double) features[i] - of[image * features.length + i];
                squares += difference * difference;
            }
            return Math.sqrt(squares);
        }

        Neighbours neighbours() {
            return new Neighbours(file, same, nearest.stream().sorted(Neighbour.NEAREST_FIRST).toList());
        }
    }
}
