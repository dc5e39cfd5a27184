package io.millrace.flink.job;

import io.millrace.application.catalogue.JobSpec;
import io.millrace.domain.event.Stream;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run over files.
 *
 * @param inputs the file of each stream that has one; at least one
 * @param work a folder for unfinished results: new, or that of the run which is restored
 * @param output where the finished results go; made if need be, files in it are replaced
 * @param decides what the job decides
 */
public record FileJobSpec(
    Map<Stream, Path> inputs, Path work, Path output, int parallelism, JobSpec decides) {}
