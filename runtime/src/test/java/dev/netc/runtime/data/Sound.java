package dev.netc.runtime.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import dev.netc.runtime.tensor.Tensor;
import dev.netc.runtime.weights.Safetensors;

/** Small sound files of every kind that netc reads, and how chance gets behind what protects them. */
enum Sound {
    SAFETENSORS {
        @Override
        byte[] make(Path folder) throws IOException {
            Path file = folder.resolve("a.safetensors");
            Safetensors.write(file, Map.of("conv1.weight", Tensor.of(new float[12], 3, 4), "half",
                    Tensor.of(new int[]{1, 2}, 2), "label", Tensor.of(new byte[5], 5)), Map.of("classes", "a\nb"));
            return Files.readAllBytes(file);
        }
    },
    NPZ_STORED {
        @Override
        byte[] make(Path folder) throws IOException {
            return resource("/npz/stored.npz");
        }
    },
    NPZ_DEFLATED {
        @Override
        byte[] make(Path folder) throws IOException {
            return resource("/npz/deflated.npz");
        }

        @Override
        byte[] inside(byte[] file, UnaryOperator<byte[]> change, Random random) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file));
                    ZipOutputStream out = new ZipOutputStream(bytes)) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    byte[] array = in.readAllBytes();
                    out.write(random.nextInt(8) == 0 ? change.apply(array) : array);
                }
            }
            return bytes.toByteArray();
        }
    },
    TAR {
        @Override
        byte[] make(Path folder) {
            return TestData.tar(images());
        }
    },
    TAR_GZ {
        @Override
        byte[] make(Path folder) {
            return TestData.gzip(TestData.tar(images()));
        }

        @Override
        byte[] inside(byte[] file, UnaryOperator<byte[]> change, Random random) {
            return TestData.gzip(change.apply(Gzip.unpack("", file)));
        }
    },
    MNIST {
        @Override
        byte[] make(Path folder) {
            return TestData.tar(new TreeMap<>(Map.of("train-images-idx3-ubyte", TestData.idxImages(3, 4, 5),
                    "train-labels-idx1-ubyte.gz", TestData.gzip(TestData.idxLabels(0, 1, 2)),
                    "t10k-images-idx3-ubyte.gz", TestData.gzip(TestData.idxImages(1, 4, 5)), "t10k-labels-idx1-ubyte",
                    TestData.idxLabels(1))));
        }
    },
    CIFAR {
        @Override
        byte[] make(Path folder) {
            return TestData.tar(Map.of("data_batch_1.bin", TestData.cifar(1, 9), "test_batch.bin", TestData.cifar(0)));
        }
    },
    PACK {
        @Override
        byte[] make(Path folder) throws IOException {
            Path tar = folder.resolve("images.tar");
            TestData.write(tar, TestData.tar(images()));
            Path packed = folder.resolve("images.pack");
            Packer.pack(Packer.Request.of(tar.toString()), packed, (n, all) -> {});
            return Files.readAllBytes(packed);
        }

        // as one who packs lies would, with the hash of the lies
        @Override
        byte[] inside(byte[] file, UnaryOperator<byte[]> change, Random random) {
            byte[] changed = change.apply(file);
            if (changed.length < PackFormat.PROLOGUE) {
                return changed;
            }
            ByteBuffer fields = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
            long headerAt = fields.getLong(16);
            long header = fields.getInt(12);
            long index = fields.getLong(24);
            if (header < 0 || headerAt < 0 || headerAt > changed.length || index < 0
                    || headerAt + header + index != changed.length) {
                return changed;
            }
            int at = (int) headerAt;
            byte[] prologue = PackFormat.prologue(headerAt, Arrays.copyOfRange(changed, at, at + (int) header), index,
                    Arrays.copyOfRange(changed, at + (int) header, changed.length));
            System.arraycopy(prologue, 0, changed, 0, prologue.length);
            return changed;
        }
    },
    PNG {
        @Override
        byte[] make(Path folder) {
            return TestData.noisy("png", 9, 14);
        }
    },
    JPEG {
        @Override
        byte[] make(Path folder) {
            return TestData.noisy("jpg", 17, 20);
        }
    },
    CMYK {
        @Override
        byte[] make(Path folder) {
            return TestData.cmyk(16, 0, 255, 255, 0);
        }
    },
    GIF {
        @Override
        byte[] make(Path folder) {
            return TestData.noisy("gif", 9, 14);
        }
    },
    BMP {
        @Override
        byte[] make(Path folder) {
            return TestData.noisy("bmp", 9, 14);
        }
    };

    /** The bytes of such a file. */
    abstract byte[] make(Path folder) throws IOException;

    /** A file in which what is packed, or protected by a hash, was changed. */
    byte[] inside(byte[] file, UnaryOperator<byte[]> change, Random random) throws IOException {
        return change.apply(file);
    }

    boolean isImage() {
        return List.of(PNG, JPEG, CMYK, GIF, BMP).contains(this);
    }

    boolean isWeights() {
        return List.of(SAFETENSORS, NPZ_STORED, NPZ_DEFLATED).contains(this);
    }

    private static Map<String, byte[]> images() {
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put("train/cat/1.png", TestData.image("png", 5, 6, 0xc86432));
        entries.put("train/dog/2.bmp", TestData.image("bmp", 4, 4, 0x000032));
        entries.put("test/cat/a-rather-long-name-".concat("x".repeat(80)) + ".png", TestData.image("png", 2, 2, 0));
        return entries;
    }

    private static byte[] resource(String name) {
        try (InputStream in = Sound.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
