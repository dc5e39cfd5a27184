package io.millrace.config;

import io.millrace.application.catalogue.Policies;
import io.millrace.aws.AwsAccess;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a live job is configured with.
 *
 * @param scores whether every reading gets a score
 * @param signals whether alerts are raised ahead of the watermark
 * @param sources at most one a stream, and at least one
 * @param sinks with different names; rejections and late events have one
 * @param deadLetters a prefix in S3 or a folder of this machine, for what a sink can never write
 * @param access how S3 is reached for the dead letters
 */
public record Settings(
    Policies policies,
    boolean scores,
    boolean signals,
    List<SourceSettings> sources,
    List<SinkSettings> sinks,
    URI deadLetters,
    AwsAccess access) {

  /**
   * Reads the properties that the managed service has put where it puts them.
   *
   * @throws io.millrace.files.UsageException if there are none, or with all their faults
   */
  public static Settings ofTheService() {
    return read(PropertyFile.OF_THE_SERVICE);
  }

  /**
   * Reads a file of properties.
   *
   * @throws io.millrace.files.UsageException if there is none, or with all its faults
   */
  public static Settings read(Path file) {
    return of(PropertyFile.read(file), file.toString());
  }

  /**
   * Reads groups of properties.
   *
   * @param origin what an error calls them
   * @throws io.millrace.files.UsageException with all their faults
   */
  public static Settings of(Map<String, Map<String, String>> groups, String origin) {
    return new SettingsReader(groups).settings(origin);
  }
}
