package dev.netc.peers;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** The table of rates: a block a work, and how many times the rate of each peer a contestant's is. */
record Ranking(PrintStream out) {
    private static final String TORCH = "PyTorch";
    private static final String ONNX_RUNTIME = "ONNX Runtime";

    void head() {
        out.printf("%n%-18s %-22s %9s %9s %9s %10s %15s%n", "", "", "images/s", "least", "greatest", "/ " + TORCH,
                "/ " + ONNX_RUNTIME);
    }

    /** Shows what one work gave. */
    void show(Race.Work work, int batch, Map<String, Rates> rates) {
        String title = work.name().toLowerCase(Locale.ROOT) + ", batch " + batch;
        for (Map.Entry<String, Rates> entry : rates.entrySet()) {
            Rates own = entry.getValue();
            out.printf("%-18s %-22s %9.1f %9.1f %9.1f %10s %15s%n", title, entry.getKey(), own.median(), own.least(),
                    own.greatest(), ratio(own, TORCH, rates), ratio(own, ONNX_RUNTIME, rates));
            title = "";
        }
    }

    private static String ratio(Rates own, String peer, Map<String, Rates> rates) {
        return rates.entrySet().stream().filter(e -> e.getKey().startsWith(peer))
                .map(e -> "%.2f".formatted(own.median() / e.getValue().median())).findFirst().orElse("-");
    }
}
