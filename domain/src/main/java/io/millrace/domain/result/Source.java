package io.millrace.domain.result;

/** Where a record came from. */
public sealed interface Source {
  /** A place in the stream; the later of two records of one split is higher by code point. */
  String position();

  /**
   * A line of a file, from 1. Where a split is many files, they are read in order of their names.
   */
  record FileLine(String file, long line) implements Source {
    @Override
    public String position() {
      return file + '\0' + padded(Long.toString(line));
    }
  }

  /** A record of a Kinesis shard. */
  record ShardRecord(String shard, String sequenceNumber) implements Source {
    @Override
    public String position() {
      return padded(sequenceNumber);
    }
  }

  /** A record of a Kafka partition. */
  record PartitionRecord(int partition, long offset) implements Source {
    @Override
    public String position() {
      return padded(Long.toString(offset));
    }
  }

  private static String padded(String number) {
    return "0".repeat(Math.max(0, 60 - number.length())) + number;
  }
}
