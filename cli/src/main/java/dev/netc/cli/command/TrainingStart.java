package dev.netc.cli.command;

import java.util.Optional;

import dev.netc.cli.option.WeightFile;
import dev.netc.runtime.training.CheckpointFile;
import dev.netc.runtime.training.RunLock;
import dev.netc.runtime.training.TrainingOptions;

/**
 * From where a training starts, and where it is kept.
 *
 * @param from where it goes on, if it does
 * @param weights that it begins with; else the model's initial values
 */
record TrainingStart(TrainingOptions options, RunLock lock, Optional<CheckpointFile> from,
        Optional<WeightFile> weights) {}
