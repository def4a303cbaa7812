package dev.netc.runtime.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.netc.runtime.error.FileTrouble;

/**
 * A run's folder while one training writes there, and nobody else may. The lock is the operating system's, on a file that stays: it
 * ends with {@link #close}, and with the process, however that ends.
 */
public final class RunLock implements AutoCloseable {
    private final RunPlace place;
    private final FileChannel file;

    private RunLock(RunPlace place, FileChannel file) {
        this.place = place;
        this.file = file;
    }

    /**
     * Takes a folder that a run's files can be written to. It is made where there is none; what an earlier run that was killed left
     * half written is removed.
     *
     * @throws RunException where files cannot be written there, or a training is under way
     */
    public static RunLock take(Path folder) {
        RunPlace place = new RunPlace(folder);
        try {
            Files.createDirectories(folder);
            RunLock lock = new RunLock(place,
                    FileChannel.open(place.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            try {
                lock.lock();
                lock.prepare();
                return lock;
            } catch (IOException | RuntimeException e) {
                lock.file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new RunException(folder + ": no run can be kept there: " + FileTrouble.words(e), e);
        }
    }

    private void lock() throws IOException {
        if (!isFree()) {
            throw new RunException(place.folder() + ": a training is under way there, and two would spoil each other's"
                    + " files: wait for its end, end it by Ctrl-C, or name another folder");
        }
    }

    private boolean isFree() throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) { // held in this process
            return false;
        }
    }

    private void prepare() throws IOException {
        for (Path written : new Path[]{place.folder(), place.checkpointFolder()}) {
            Files.createDirectories(written);
            Files.delete(Files.createTempFile(written, ".", ".probe"));
            removeLeftovers(written);
        }
    }

    private static void removeLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*.{tmp,probe}")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    /** Where the run's files lie. */
    public RunPlace place() {
        return place;
    }

    /** Lets others have the folder. Closing again does nothing. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new RunException(place.lockFile() + ": cannot be closed: " + FileTrouble.words(e), e);
        }
    }
}
