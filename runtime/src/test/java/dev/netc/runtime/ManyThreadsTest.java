package dev.netc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import dev.netc.runtime.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Eight threads ask at once, for two seconds or {@code -Dthreads.seconds=60}, and every answer is the one to its question. */
class ManyThreadsTest {
    private static final int THREADS = 8;
    private static final long NANOSECONDS = Integer.getInteger("threads.seconds", 2) * 1_000_000_000L;
    private static final ModelOptions OPTIONS = ModelOptions.DEFAULT.withoutKernelCache();

    @Test
    void eightThreadsOfOneModelTakeTurns() throws InterruptedException, ExecutionException {
        try (Model model = load()) {
            report("one model", ask(() -> model));
        }
    }

    @Test
    void eightThreadsWithAModelEach() throws InterruptedException, ExecutionException {
        List<Model> models = new ArrayList<>();
        try {
            report("a model each", ask(() -> {
                Model model = load();
                models.add(model);
                return model;
            }));
        } finally {
            models.forEach(Model::close);
        }
    }

    private static void report(String what, long answers) {
        assertThat(answers).isGreaterThanOrEqualTo(THREADS);
        System.out.printf("%d threads, %s: %,d right answers in %d s%n", THREADS, what, answers,
                NANOSECONDS / 1_000_000_000);
    }

    private static long ask(Supplier<Model> models) throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Long>> asked = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Model model = models.get();
                Tensor question = question(thread);
                Tensor answer = answer(model, question);
                asked.add(pool.submit(() -> askUntil(System.nanoTime() + NANOSECONDS, model, question, answer)));
            }
            long answers = 0;
            for (Future<Long> one : asked) {
                answers += one.get();
            }
            return answers;
        }
    }

    private static long askUntil(long end, Model model, Tensor question, Tensor answer) {
        long answers = 0;
        do {
            assertThat(answer(model, question)).isEqualTo(answer);
            answers++;
        } while (System.nanoTime() < end);
        return answers;
    }

    /** Feeding and running are two calls, so that threads which share a model hold it for both. */
    private static Tensor answer(Model model, Tensor question) {
        int batch = Math.toIntExact(question.rows());
        synchronized (model) {
            model.feed("x", question);
            model.feed("label", Tensor.of(new int[batch], batch));
            return model.run("infer", Scalars.batch(batch), Set.of("z")).get("z");
        }
    }

    /** Another for each thread, of another batch. */
    private static Tensor question(int thread) {
        float[] values = new float[(1 + thread) * TwoColumns.FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = thread + 0.25f * i;
        }
        return Tensor.of(values, 1 + thread, TwoColumns.FEATURES);
    }

    private static Model load() {
        Model model = Model.load(TwoColumns.program(), OPTIONS);
        model.initialize(1);
        return model;
    }
}
