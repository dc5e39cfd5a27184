package io.millrace.bootstrap.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the demo is asked for.
 *
 * @param port of the page
 * @param flinkPort of Flink's page
 * @param input a folder whose events are played; null for synthetic traffic
 * @param data where traffic is recorded and taken up again; null for a folder that is deleted at
 *     the end
 * @param speed how many times as fast as time event time passes
 * @param rate records per second of event time of synthetic traffic
 * @param seed of synthetic traffic
 */
public record DemoOptions(
    int port,
    int flinkPort,
    @Nullable Path input,
    @Nullable Path data,
    double speed,
    double rate,
    long seed) {}
