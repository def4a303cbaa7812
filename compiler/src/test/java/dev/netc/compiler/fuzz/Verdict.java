package dev.netc.compiler.fuzz;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;

import dev.netc.compiler.CompileOptions;
import dev.netc.compiler.Compiler;
import dev.netc.compiler.analyse.Analysis;
import dev.netc.compiler.analyse.Frontend;
import dev.netc.compiler.network.Network;
import dev.netc.compiler.problem.Problem;
import dev.netc.compiler.problem.Renderer;
import dev.netc.compiler.problem.SourceText;
import dev.netc.program.Target;

/**
 * What the compiler made of a text.
 *
 * @param problems that it told
 * @param compiled whether a program was made; every graph on the way was verified
 * @param checkNanos processor time of reading the text and drawing its messages; compiling is not part of it
 */
record Verdict(int problems, boolean compiled, long checkNanos) {
    /** Larger nets are checked and not compiled: a net of 100,000 operations takes minutes. */
    private static final int MOST_OPERATIONS = 60;

    static Verdict of(String text) {
        long start = processorTime();
        Analysis analysis = Frontend.analyse(new SourceText("fuzz.net", text), Map.of());
        String drawn = new Renderer().render(analysis.problems());
        long nanos = processorTime() - start;
        for (Problem problem : analysis.problems()) {
            if (!drawn.contains(problem.message())) {
                throw new IllegalStateException("a message that is not drawn: " + problem.message());
            }
        }
        boolean small = analysis.network().filter(Verdict::isSmall).isPresent();
        if (small) {
            Compiler.compile(analysis.network().get(), CompileOptions.standard().withTargets(Set.of(Target.CPU)));
        }
        return new Verdict(analysis.problems().size(), small, nanos);
    }

    private static boolean isSmall(Network network) {
        return network.operations().stream().mapToInt(Network.Operation::copies).sum() <= MOST_OPERATIONS;
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
