package io.millrace.bootstrap.demo;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.sink.SinkOptions;
import io.millrace.aws.tables.Retention;
import io.millrace.aws.tables.Table;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.json.JsonWireFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the demo's job reads and writes, in the words of a deployed job's configuration. */
final class DemoSettings {
  private DemoSettings() {}

  /** All results that have tables; those of a history are kept whatever their age. */
  static SinkSettings.DynamoDb tables(Catalogue catalogue, AwsAccess access, boolean isHistory) {
    Set<ResultType> results =
        Table.all(catalogue).stream()
            .map(Table::type)
            .collect(
                Collectors.toCollection(
                    () -> new LinkedHashSet<>(List.of(ResultType.ALERT_SIGNALS))));
    Retention retention = isHistory ? new Retention(Map.of()) : Retention.DEFAULT;
    return new SinkSettings.DynamoDb(
        "tables", results, access, SinkOptions.DEFAULT.maxAttempts(), "millrace_", retention);
  }

  /** The job over a recording. */
  static Settings of(
      Catalogue catalogue,
      Set<Stream> streams,
      Recording recording,
      DataFolder data,
      SinkSettings tables) {
    List<SourceSettings> sources =
        streams.stream()
            .map(
                stream ->
                    (SourceSettings)
                        new SourceSettings.LocalFile(
                            stream, recording.file(stream).toUri(), !stream.isReference()))
            .toList();
    SinkSettings aside =
        new SinkSettings.Files(
            "aside",
            Set.of(ResultType.REJECTIONS, ResultType.LATE),
            data.resolve("kept-aside").toUri());
    return new Settings(
        catalogue,
        Policies.DEFAULT,
        true,
        sources,
        List.of(tables, aside),
        data.resolve("dead-letters").toUri(),
        AwsAccess.STANDARD,
        new JsonWireFormat());
  }
}
