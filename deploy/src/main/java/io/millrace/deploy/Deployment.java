package io.millrace.deploy;

import io.millrace.config.Places;
import io.millrace.config.PropertyFile;
import io.millrace.config.Settings;
import io.millrace.config.ShapeFiles;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.files.UsageException;
import java.util.List;
import java.util.Map;

/**
 * What is deployed: the properties that the service hands to the job, and what the job's own reader
 * makes of them.
 *
 * @param properties in the order of the file, with nothing left to fill in
 */
record Deployment(
    DeployOptions options, Map<String, Map<String, String>> properties, Settings settings) {
  /**
   * Reads the properties that the options name, and judges them as the job will.
   *
   * @throws UsageException with all their faults
   */
  static Deployment read(DeployOptions options) {
    Map<String, Map<String, String>> properties =
        new Places(options.prefix(), options.account(), options.region())
            .fill(PropertyFile.read(options.config()));
    String origin = options.config().toString();
    ClassLoader jar = Jar.classes(options.jar());
    Settings settings =
        Settings.of(Jar.catalogue(options.jar(), jar), properties, origin, ShapeFiles.inJars(jar));
    Deployment deployment = new Deployment(options, properties, settings);
    List<String> faults = Undeployable.faults(deployment);
    if (!faults.isEmpty()) {
      throw new UsageException(
          "the properties in \"" + origin + "\" cannot be deployed: " + String.join("; ", faults));
    }
    return deployment;
  }

  /** The properties in one line, as the service and {@code serve} read them. */
  String json() {
    return PropertyFile.text(properties);
  }

  List<SourceSettings.Kinesis> kinesisSources() {
    return of(settings.sources(), SourceSettings.Kinesis.class);
  }

  List<SourceSettings.Kafka> kafkaSources() {
    return of(settings.sources(), SourceSettings.Kafka.class);
  }

  /** The sinks of a kind. */
  <S extends SinkSettings> List<S> sinks(Class<S> kind) {
    return of(settings.sinks(), kind);
  }

  private static <T, S extends T> List<S> of(List<T> all, Class<S> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
