package io.millrace.flink.follow;

import org.apache.flink.api.connector.source.SourceSplit;

/** A file that grows, as a split. */
record FollowedFile(String name, Reached reached) implements SourceSplit {
  @Override
  public String splitId() {
    return name;
  }
}
