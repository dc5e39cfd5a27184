package io.millrace.flink.follow;

import io.millrace.application.gate.Inbound;
import java.util.List;

/** The records of a line, and where the file goes on behind it. */
record FollowedLine(List<Inbound.Read> reads, Reached next) {}
