package io.millrace.config;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.aws.AwsAccess;
import io.millrace.domain.policy.Policies;
import io.millrace.json.JsonWireFormat;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a live job is configured with.
 *
 * @param catalogue the decisions
 * @param signals whether alerts are raised ahead of the watermark
 * @param sources at most one a stream, and at least one
 * @param sinks with different names; rejections and late events have one
 * @param deadLetters a prefix in S3 or a folder of this machine, for what a sink can never write
 * @param access how S3 is reached for the dead letters
 * @param wire how records are read, and results written
 */
public record Settings(
    Catalogue catalogue,
    Policies policies,
    boolean signals,
    List<SourceSettings> sources,
    List<SinkSettings> sinks,
    URI deadLetters,
    AwsAccess access,
    JsonWireFormat wire) {

  /**
   * Reads the properties that the managed service has put where it puts them.
   *
   * @throws io.millrace.files.UsageException if there are none, or with all their faults
   */
  public static Settings ofTheService(Catalogue catalogue) {
    return read(catalogue, PropertyFile.OF_THE_SERVICE);
  }

  /**
   * Reads a file of properties.
   *
   * @throws io.millrace.files.UsageException if there is none, or with all its faults
   */
  public static Settings read(Catalogue catalogue, Path file) {
    return of(catalogue, PropertyFile.read(file), file.toString());
  }

  /**
   * Reads groups of properties.
   *
   * @param origin what an error calls them
   * @throws io.millrace.files.UsageException with all their faults
   */
  public static Settings of(
      Catalogue catalogue, Map<String, Map<String, String>> groups, String origin) {
    return of(catalogue, groups, origin, ShapeFiles.installed());
  }

  /**
   * Reads groups of properties.
   *
   * @param origin what an error calls them
   * @param files where the files are that declare streams and mappings
   * @throws io.millrace.files.UsageException with all their faults
   */
  public static Settings of(
      Catalogue catalogue,
      Map<String, Map<String, String>> groups,
      String origin,
      ShapeFiles files) {
    return new SettingsReader(catalogue, groups, files).settings(origin);
  }
}
