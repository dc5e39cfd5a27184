package io.millrace.deploy;

import static io.millrace.deploy.Synthesised.stack;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.application.backfill.Backfill;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.wire.History;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.files.InputFolder;
import io.millrace.files.OutputFolder;
import io.millrace.json.JsonWireFormat;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {
  @Test
  void results_become_parquet_by_day() {
    int converted = 0;
    for (JsonNode stream : stack().all("AWS::KinesisFirehose::DeliveryStream")) {
      JsonNode destination = stream.path("ExtendedS3DestinationConfiguration");
      if (!destination.has("DataFormatConversionConfiguration")) {
        continue;
      }
      converted++;
      assertThat(destination.path("Prefix").asText())
          .matches("results/\\w+/day=!\\{timestamp:yyyy-MM-dd}/");
      assertThat(destination.path("ErrorOutputPrefix").asText())
          .startsWith("failed/")
          .contains("!{firehose:error-output-type}");
      assertThat(destination.path("CompressionFormat").asText()).isEqualTo("UNCOMPRESSED");
      assertThat(destination.at("/BufferingHints/SizeInMBs").asInt()).isGreaterThanOrEqualTo(64);
      JsonNode conversion = destination.path("DataFormatConversionConfiguration");
      assertThat(conversion.at("/OutputFormatConfiguration/Serializer").has("ParquetSerDe"))
          .isTrue();
      assertThat(conversion.at("/SchemaConfiguration/DatabaseName").asText()).isEqualTo("millrace");
    }
    assertThat(converted).isEqualTo(3);
  }

  @Test
  void days_need_no_crawler() {
    for (JsonNode table : stack().all("AWS::Glue::Table")) {
      JsonNode input = table.path("TableInput");
      String name = input.path("Name").asText();
      assertThat(input.at("/PartitionKeys/0/Name").asText()).isEqualTo("day");
      assertThat(input.at("/Parameters/projection.enabled").asText()).isEqualTo("true");
      assertThat(input.at("/Parameters/storage.location.template").toString())
          .contains("/results/" + name + "/day=${day}/");
    }
  }

  @Test
  void what_comes_in_is_kept_as_backfill_reads_it() {
    List<String> prefixes = new ArrayList<>();
    for (JsonNode stream : stack().all("AWS::KinesisFirehose::DeliveryStream")) {
      JsonNode destination = stream.path("ExtendedS3DestinationConfiguration");
      if (stream.path("DeliveryStreamType").asText().equals("KinesisStreamAsSource")) {
        prefixes.add(destination.path("Prefix").asText());
        assertThat(destination.path("CompressionFormat").asText()).isEqualTo("GZIP");
        assertThat(destination.path("ProcessingConfiguration").toString())
            .contains("AppendDelimiterToRecord")
            .contains("RecordDeAggregation");
      }
    }
    assertThat(prefixes)
        .hasSize(6)
        .contains("raw/!{timestamp:yyyy-MM-dd}/logins/")
        .allMatch(prefix -> prefix.matches("raw/!\\{timestamp:yyyy-MM-dd}/[a-z]+/"));
  }

  @Test
  void columns_are_the_fields_of_records_in_their_order(@TempDir Path folder) throws Exception {
    TrafficFiles.write(TrafficProfile.of(30_000, 7), folder.resolve("in"), written -> {});
    OutputFolder output =
        OutputFolder.prepare(
            folder.resolve("out"),
            false,
            Catalogue.installed()
                .results(Engine.MACHINE, AnomalyPolicy.withScores(Policies.DEFAULT, true), false),
            Catalogue.installed().resultTypes());
    Backfill backfill =
        new Backfill(
            Catalogue.installed(),
            AnomalyPolicy.withScores(Policies.DEFAULT, true),
            new JsonWireFormat(),
            1);
    try (History history =
            InputFolder.open(folder.resolve("in"), Catalogue.installed().streams()).history();
        OutputFolder.Writing writing = output.write()) {
      backfill.run(history.splits(), writing, (records, bytes) -> {});
      writing.complete();
    }
    ObjectMapper json = new ObjectMapper();
    for (ResultType type : output.types()) {
      List<String> columns = List.copyOf(AthenaColumns.of(type).keySet());
      List<String> lines = Files.readAllLines(folder.resolve("out/" + type.id() + ".ndjson"));
      assertThat(lines).as(type.id()).isNotEmpty();
      Set<String> seen = new HashSet<>();
      for (String line : lines) {
        List<String> fields = new ArrayList<>();
        json.readTree(line).fieldNames().forEachRemaining(fields::add);
        seen.addAll(fields);
        assertThat(columns).as(line).containsSubsequence(fields);
      }
      Set<String> never = new HashSet<>(columns);
      never.removeAll(seen);
      assertThat(Set.of("field", "raw_base64")).as(type.id()).containsAll(never); // optional
    }
  }
}
