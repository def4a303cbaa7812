package dev.netc.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;

/**
 * ONNX's own conformance cases, imported and run on a device; {@code -Dgolden.update} writes the table of
 * {@code docs/interchange.md} anew.
 */
class OnnxVectorsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path VECTORS = ROOT.resolveSibling("shared/data/onnx-vectors.tar.gz");
    private static final Path PAGE = ROOT.resolve("docs/interchange.md");

    @Test
    void everyCaseThatTheLanguageCanSayComputesWhatOnnxSays() throws IOException {
        assumeTrue(Files.exists(VECTORS), "nothing at " + VECTORS);
        SortedMap<String, OnnxTable.Row> rows = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (OnnxCase one : cases()) {
            OnnxCase.Verdict verdict = one.run();
            rows.computeIfAbsent(one.operators(), OnnxTable.Row::new).add(one.name(), verdict);
            if (verdict instanceof OnnxCase.Verdict.Failed(String why)) {
                failures.add(one.name() + ": " + why);
            }
        }
        assertThat(failures).isEmpty();
        String table = OnnxTable.text(rows.values());
        if (System.getProperty("golden.update") != null) {
            OnnxTable.write(PAGE, table);
        }
        assertThat(Files.readString(PAGE)).contains(table);
    }

    private static List<OnnxCase> cases() throws IOException {
        Map<String, Map<String, byte[]>> folders = new TreeMap<>();
        String index = "";
        try (InputStream file = Files.newInputStream(VECTORS);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
                if (name.endsWith("INDEX.tsv")) {
                    index = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                } else if (!entry.isDirectory() && name.split("/").length > 2) {
                    String[] parts = name.split("/", 3);
                    folders.computeIfAbsent(parts[0] + "/" + parts[1], n -> new HashMap<>()).put(parts[2],
                            tar.readAllBytes());
                }
            }
        }
        return index.lines().skip(1).map(line -> line.split("\t"))
                .map(row -> new OnnxCase(row[0], row[1], folders.get(row[0]))).toList();
    }
}
