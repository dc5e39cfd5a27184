package io.millrace.domain.result;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldWriter;
import io.millrace.domain.schema.Schema;
import java.io.IOException;

/** Where a record came from. */
public sealed interface Origin {
  /** A place in the stream; the later of two records of one split is higher by code point. */
  String position();

  /** Hands it on as a record within a record. */
  void write(FieldWriter out) throws IOException;

  /**
   * A line of a file, from 1. Where a split is many files, they are read in order of their names.
   */
  record FileLine(String file, long line) implements Origin {
    /** Its fields. */
    public static final Schema<FileLine> SCHEMA =
        Schema.<FileLine>of(
            "file-line",
            (line, out) -> out.text(line.file).count(line.line),
            in -> new FileLine(in.text(), in.count()),
            Field.text("file"),
            Field.count("line"));

    @Override
    public void write(FieldWriter out) throws IOException {
      out.object(SCHEMA, this);
    }

    @Override
    public String position() {
      return file + '\0' + padded(Long.toString(line));
    }
  }

  /** A record of a Kinesis shard. */
  record ShardRecord(String shard, String sequenceNumber) implements Origin {
    /** Its fields. */
    public static final Schema<ShardRecord> SCHEMA =
        Schema.<ShardRecord>of(
            "shard-record",
            (record, out) -> out.text(record.shard).text(record.sequenceNumber),
            in -> new ShardRecord(in.text(), in.text()),
            Field.text("shard"),
            Field.text("sequence_number"));

    @Override
    public void write(FieldWriter out) throws IOException {
      out.object(SCHEMA, this);
    }

    @Override
    public String position() {
      return padded(sequenceNumber);
    }
  }

  /** A record of a Kafka partition. */
  record PartitionRecord(int partition, long offset) implements Origin {
    /** Its fields. */
    public static final Schema<PartitionRecord> SCHEMA =
        Schema.<PartitionRecord>of(
            "partition-record",
            (record, out) -> out.count(record.partition).count(record.offset),
            in -> new PartitionRecord((int) in.count(), in.count()),
            Field.count("partition"),
            Field.count("offset"));

    @Override
    public void write(FieldWriter out) throws IOException {
      out.object(SCHEMA, this);
    }

    @Override
    public String position() {
      return padded(Long.toString(offset));
    }
  }

  private static String padded(String number) {
    return "0".repeat(Math.max(0, 60 - number.length())) + number;
  }
}
