package dev.netc.cli.embed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.netc.cli.embed.EmbeddableNet.Content;
import dev.netc.runtime.cache.WholeFile;

/** Writes a jar whose bytes depend on nothing but its content. */
final class JarWriter {
    /** The first time that a zip can say, in no time zone. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);
    /** Weights hardly become smaller, and are read sooner as they are. */
    private static final String WEIGHTS = ".safetensors";

    private final ZipOutputStream zip;

    private JarWriter(ZipOutputStream zip) {
        this.zip = zip;
    }

    /** Adds entries. */
    interface Filling {
        void of(JarWriter jar) throws IOException;
    }

    static void write(Path file, Manifest manifest, Filling filling) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        WholeFile.beside(file, beside -> {
            try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(beside)))) {
                zip.setLevel(Deflater.BEST_COMPRESSION);
                JarWriter jar = new JarWriter(zip);
                jar.add(JarFile.MANIFEST_NAME, manifest::write);
                filling.of(jar);
            }
        });
    }

    void add(String name, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        if (name.endsWith(WEIGHTS)) {
            store(entry, content);
        }
        zip.putNextEntry(entry);
        content.to(zip);
        zip.closeEntry();
    }

    /** What is stored as it is has its size and checksum before it. */
    private static void store(ZipEntry entry, Content content) throws IOException {
        Counting counting = new Counting();
        CheckedOutputStream checked = new CheckedOutputStream(counting, new CRC32());
        content.to(checked);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(counting.bytes);
        entry.setCompressedSize(counting.bytes);
        entry.setCrc(checked.getChecksum().getValue());
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int value) {
            bytes++;
        }

        @Override
        public void write(byte[] values, int from, int length) {
            bytes += length;
        }
    }
}
