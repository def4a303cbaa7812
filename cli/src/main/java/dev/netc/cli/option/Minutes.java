package dev.netc.cli.option;

import java.time.Duration;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time in minutes, of at least none. */
public final class Minutes implements ITypeConverter<Duration> {
    private static final double NANOS = 60e9;
    /** A year: no training takes longer. */
    private static final double MOST = 366 * 24 * 60;

    @Override
    public Duration convert(String value) {
        try {
            double minutes = Double.parseDouble(value);
            if (minutes >= 0 && minutes <= MOST) {
                return Duration.ofNanos(Math.round(minutes * NANOS));
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("a number of minutes is expected, not " + value);
        }
        throw new TypeConversionException("a number of minutes from 0 to a year is expected, not " + value);
    }
}
