package io.millrace.flink.follow;

import io.millrace.application.intake.Inbound;

/** A record, and where the file goes on behind it. */
record Found(Inbound.Read read, Reached next) {}
