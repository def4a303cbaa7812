package dev.netc.runtime.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file that is only read, by somebody who is told of it before, and may refuse. */
public final class WatchedChannel implements SeekableByteChannel {
    /** Is told of every reading. */
    @FunctionalInterface
    public interface Watch {
        /**
         * So many bytes are about to be read.
         *
         * @throws RuntimeException where that would be too much
         */
        void reading(int bytes);
    }

    private final SeekableByteChannel file;
    private final Watch watch;

    /** Closes the file when it is closed. */
    public WatchedChannel(SeekableByteChannel file, Watch watch) {
        this.file = file;
        this.watch = watch;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        watch.reading(bytes.remaining());
        return file.read(bytes);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new UnsupportedOperationException("it is only read");
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException("it is only read");
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
