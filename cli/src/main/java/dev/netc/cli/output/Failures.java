package dev.netc.cli.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import dev.netc.interchange.ImportException;
import dev.netc.runtime.data.DataException;
import dev.netc.runtime.error.DeviceException;
import dev.netc.runtime.error.DeviceOutOfMemoryException;
import dev.netc.runtime.error.FileTrouble;
import dev.netc.runtime.error.KernelBuildException;
import dev.netc.runtime.error.NetcException;
import dev.netc.runtime.error.NoDeviceException;
import dev.netc.runtime.error.ProgramException;
import dev.netc.runtime.error.WeightsException;
import dev.netc.runtime.training.RunException;
import dev.netc.runtime.training.TrainingException;

/** Whatever can be thrown, as a failure in words. */
public final class Failures {
    private Failures() {}

    /** The failure behind anything thrown. */
    public static Failure of(Throwable thrown) {
        return switch (thrown) {
            case Failure failure -> failure;
            case NetcException understood -> of(understood);
            case UncheckedIOException unchecked -> of(unchecked.getCause());
            case IOException unread -> failure(ExitStatus.ERRORS, "file", FileTrouble.words(unread), unread);
            case OutOfMemoryError full -> failure(ExitStatus.TRAINING_FAILED, "memory",
                    "Java has no memory left (" + full.getMessage()
                            + "): a smaller batch needs less, and JAVA_TOOL_OPTIONS=-Xmx8g gives it 8 GB",
                    full);
            default -> failure(ExitStatus.ERRORS, "internal",
                    "netc itself has made a mistake: " + thrown + ". Setting NETC_DEBUG=1 shows where", thrown);
        };
    }

    private static Failure of(NetcException thrown) {
        return switch (thrown) {
            case NoDeviceException none -> failure(ExitStatus.NO_DEVICE, "device", none.getMessage(), none);
            case DeviceException failed -> failure(ExitStatus.NO_DEVICE, "device", failed.getMessage(), failed);
            case DeviceOutOfMemoryException full ->
                failure(ExitStatus.NO_DEVICE, "memory", full.getMessage(), full);
            case KernelBuildException refused ->
                failure(ExitStatus.NO_DEVICE, "kernel", refused.getMessage(), refused);
            case TrainingException ended ->
                failure(ExitStatus.TRAINING_FAILED, "training", ended.getMessage(), ended);
            case RunException unusable -> failure(ExitStatus.ERRORS, "run", unusable.getMessage(), unusable);
            case WeightsException unfit -> failure(ExitStatus.ERRORS, "weights", unfit.getMessage(), unfit);
            case DataException unusable -> Failure.of(ExitStatus.ERRORS,
                    Message.of("data", unusable.getMessage(), unusable.file()), unusable);
            case ImportException unsayable -> Failure.unsayable(unsayable);
            case ProgramException broken -> failure(ExitStatus.ERRORS, "program", broken.getMessage(), broken);
            default -> failure(ExitStatus.ERRORS, "model", thrown.getMessage(), thrown);
        };
    }

    private static Failure failure(ExitStatus status, String code, String message, Throwable cause) {
        return Failure.of(status, Message.of(code, message), cause);
    }

    /** A file that could not be read or written, by name. */
    public static Failure of(Path file, IOException thrown) {
        return Failure.file(file.toString(), FileTrouble.words(thrown), thrown);
    }
}
