package io.millrace.bootstrap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.deadletter.FolderDeadLetters;
import io.millrace.aws.result.ResultReader;
import io.millrace.aws.testing.TestResults;
import io.millrace.bootstrap.run.Redrive;
import io.millrace.bootstrap.run.RedriveCounts;
import io.millrace.bootstrap.run.RedriveCounts.Fate;
import io.millrace.broker.TopicRecords;
import io.millrace.config.Settings;
import io.millrace.files.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters and rejected records that go to Kafka, with the broker itself. */
class KafkaRedriveTest {
  private final Path folder;

  KafkaRedriveTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void letters_arrive_in_their_topics_as_the_sink_would_have_written_them() throws Exception {
    SharedBroker.get()
        .createTopics(2, List.of("redriven_alerts", "redriven_rejections", "redriven_late"));
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 150; i++) { // more than a batch
      ResultLine alert = TestResults.line(ResultType.ALERTS, i);
      texts.add(TestResults.text(alert));
      put("redriven_alerts", alert);
    }
    Settings settings = settings("redriven_", 1_000_000);
    Path done = folder.resolve("done");

    assertThat(redrive(settings, done).all(Fate.WRITTEN)).isEqualTo(150);
    assertThat(redrive(settings, done).all(Fate.DONE_BEFORE)).isEqualTo(150);

    List<ConsumerRecord<byte[], byte[]>> records =
        TopicRecords.committed(SharedBroker.get().bootstrapServers(), List.of("redriven_alerts"));
    assertThat(records).hasSize(150);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ResultLine line = ResultReader.read(ResultType.ALERTS, record.value());
      assertThat(texts).contains(TestResults.text(line));
      assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(line.key());
    }
  }

  @Test
  void a_letter_that_is_still_too_large_is_told_and_the_others_are_written() throws Exception {
    SharedBroker.get().createTopics(1, List.of("large_alerts", "large_rejections", "large_late"));
    ResultLine small = TestResults.line(ResultType.ALERTS, 1);
    byte[] padding = " ".repeat(2000).getBytes(StandardCharsets.UTF_8);
    byte[] padded = new byte[small.json().length + padding.length];
    System.arraycopy(small.json(), 0, padded, 0, small.json().length);
    System.arraycopy(padding, 0, padded, small.json().length, padding.length);
    put("large_alerts", small);
    put("large_alerts", ResultReader.read(ResultType.ALERTS, padded));

    RedriveCounts counts = redrive(settings("large_", 1000), folder.resolve("done"));

    assertThat(counts.all(Fate.WRITTEN)).isEqualTo(1);
    assertThat(counts.all(Fate.REFUSED)).isEqualTo(1);
    assertThat(counts.firstRefusal()).contains("more than the 1000 of a record");
  }

  @Test
  void a_topic_that_is_not_there_is_named() throws Exception {
    put("missing_alerts", TestResults.line(ResultType.ALERTS, 1));

    assertThatThrownBy(() -> redrive(settings("missing_", 1000), folder.resolve("done")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("sink.topics: there is no topic \"missing_");
  }

  @Test
  void rejected_records_go_back_to_their_topic_as_they_came_in() throws Exception {
    SharedBroker.get().createTopics(2, List.of("back_logins"));
    byte[] bytes = {1, 0, (byte) 0xff};
    Path rejections =
        Files.writeString(
            folder.resolve("rejections.ndjson"),
            """
            {"id": "1", "stream": "logins", "reason": "not_json", "raw": "{\\"half\\": \\"ü"}
            {"id": "2", "stream": "logins", "reason": "not_json", "raw_base64": "%s"}
            """
                .formatted(Base64.getEncoder().encodeToString(bytes)));
    Settings settings = settings("back_", 1000);
    Path done = folder.resolve("done");

    assertThat(rejections(settings, rejections, done).all(Fate.WRITTEN)).isEqualTo(2);
    assertThat(rejections(settings, rejections, done).all(Fate.DONE_BEFORE)).isEqualTo(2);

    List<ConsumerRecord<byte[], byte[]>> records =
        TopicRecords.committed(SharedBroker.get().bootstrapServers(), List.of("back_logins"));
    assertThat(records)
        .extracting(ConsumerRecord::value)
        .containsExactlyInAnyOrder("{\"half\": \"ü".getBytes(StandardCharsets.UTF_8), bytes);
  }

  private RedriveCounts rejections(Settings settings, Path file, Path done) throws Exception {
    try (Redrive redrive = new Redrive(settings, false, 1000, done, seen -> {})) {
      return redrive.rejections(file);
    }
  }

  private RedriveCounts redrive(Settings settings, Path done) throws Exception {
    List<Long> seen = new ArrayList<>();
    try (Redrive redrive = new Redrive(settings, false, 1000, done, seen::add)) {
      return redrive.letters();
    }
  }

  private void put(String topic, ResultLine line) throws Exception {
    DeadLetter letter =
        new DeadLetter(
            "kafka",
            topic,
            line.type().id(),
            DeadLetter.Reason.TOO_LARGE,
            "it was larger than a record",
            0,
            line.contentId(),
            line.json());
    DeadLetters letters = new FolderDeadLetters(folder.resolve("dead").toUri());
    try (DeadLetters.Writer writer = letters.open()) {
      writer.write(letter).get();
    }
  }

  private Settings settings(String prefix, int maxRecordBytes) throws Exception {
    String json =
        """
        [
          {"PropertyGroupId": "millrace", "PropertyMap": {
            "bootstrap_servers": "%s", "dead_letters": "%s"}},
          {"PropertyGroupId": "source.logins", "PropertyMap": {"kind": "kafka", "topic": "back_logins"}},
          {"PropertyGroupId": "sink.topics", "PropertyMap": {
            "kind": "kafka", "topic_prefix": "%s", "transactional_prefix": "%s",
            "max_record_bytes": "%d", "results": "alerts, rejections, late"}}
        ]
        """
            .formatted(
                SharedBroker.get().bootstrapServers(),
                folder.resolve("dead").toUri(),
                prefix,
                prefix,
                maxRecordBytes);
    return Settings.read(
        Catalogue.installed(), Files.writeString(folder.resolve("live.json"), json));
  }
}
