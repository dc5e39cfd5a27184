package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.deadletter.FolderDeadLetters;
import io.millrace.aws.tables.Table;
import io.millrace.aws.tables.TableCreator;
import io.millrace.aws.testing.DynamoDbEmulator;
import io.millrace.aws.testing.KinesisEmulator;
import io.millrace.aws.testing.KinesisStream;
import io.millrace.aws.testing.TestResults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedriveTest {
  private static final String REJECTION =
      "{\"stream\":\"logins\",\"reason\":\"MALFORMED_JSON\",\"detail\":\"d\",\"%s\":\"%s\","
          + "\"source\":{\"shard\":\"s\",\"sequence_number\":\"1\"}}";

  private final KinesisEmulator kinesis = KinesisEmulator.start();
  private final DynamoDbEmulator tables = DynamoDbEmulator.start();
  private Path folder = Path.of(".");

  @BeforeAll
  void create_tables() {
    new TableCreator(tables.client(), "it_").createAll(Catalogue.installed());
  }

  @AfterAll
  void stop() throws IOException {
    kinesis.close();
    tables.close();
  }

  @BeforeEach
  void use(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void letters_arrive_once_where_they_were_meant_to() throws Exception {
    KinesisStream out = KinesisStream.create(kinesis, "out", 1);
    List<ResultLine> alerts = alerts(1, 150); // more than a batch
    for (ResultLine alert : alerts) {
      put(letter("kinesis", "out", alert));
      put(letter("dynamodb", "it_", alert));
    }
    Path config = config();

    Command dry = Command.run("redrive", "--config", config, "--dry-run");
    assertThat(dry.exitCode()).as(dry.err()).isZero();
    assertThat(dry.out()).containsPattern("sink\\.stream +0 +150 +0 +0");
    assertThat(out.texts()).as("after a dry run").isEmpty();

    Path done = folder.resolve("done");
    Command first = Command.run("redrive", "--config", config, "--done", done);
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).containsPattern("sink\\.tables +150 +0 +0 +0");
    Command again = Command.run("redrive", "--config", config, "--done", done);
    assertThat(again.out()).containsPattern("sink\\.stream +0 +0 +150 +0");

    List<String> texts = alerts.stream().map(TestResults::text).sorted().toList();
    assertThat(out.texts().stream().sorted()).isEqualTo(texts);
    assertThat(tables.texts("it_alerts", Table.JSON)).containsAll(texts);
  }

  @Test
  void what_cannot_go_anywhere_is_told_and_stays() throws Exception {
    put(letter("kinesis", "elsewhere", alerts(1, 1).get(0)));
    put(letter("dynamodb", "it_", alerts(7, 1).get(0)));
    Path broken = Files.writeString(folder.resolve("dead/x.json"), "{\"sink\":\"sns\"}");

    Command redrive = Command.run("redrive", "--config", config());

    assertThat(redrive.exitCode()).isEqualTo(1);
    assertThat(redrive.err().lines()).hasSize(1);
    assertThat(redrive.err()).contains("2 records were not written; the first: ");
    assertThat(redrive.out())
        .containsPattern("kinesis elsewhere +0 +0 +0 +1")
        .containsPattern("\\(unreadable\\) +0 +0 +0 +1")
        .containsPattern("sink\\.tables +1 +0 +0 +0");
    assertThat(broken).exists();
  }

  @Test
  void rejected_records_go_back_as_they_came() throws Exception {
    KinesisStream logins = KinesisStream.create(kinesis, "logins", 2);
    byte[] noText = {(byte) 0xff, 1, 2};
    Path file =
        Files.write(
            folder.resolve("rejections.ndjson"),
            List.of(
                REJECTION.formatted("raw", "{\\\"a\\\": 1"),
                "",
                REJECTION.formatted("raw_base64", Base64.getEncoder().encodeToString(noText)),
                REJECTION.formatted("raw", "x") + " " + REJECTION.formatted("raw", "y")));

    Command redrive = Command.run("redrive", "--config", config(), "--rejections", file);

    assertThat(redrive.exitCode()).as(redrive.err()).isZero();
    assertThat(logins.records().stream().map(record -> record.data().asByteArray()))
        .containsExactlyInAnyOrder(
            "{\"a\": 1".getBytes(StandardCharsets.UTF_8),
            noText,
            "x".getBytes(StandardCharsets.UTF_8),
            "y".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void results_of_a_backfill_go_to_tables_however_often() throws Exception {
    List<String> texts = new ArrayList<>();
    for (int i = 1000; i < 1300; i++) {
      texts.add(TestResults.text(TestResults.line(ResultType.ALERTS, i)));
    }
    Files.write(Files.createDirectory(folder.resolve("decided")).resolve("alerts.ndjson"), texts);
    Object[] command = {
      "redrive", "--config", config(), "--results", folder.resolve("decided"), "--sink", "tables"
    };

    assertThat(Command.run(command).exitCode()).isZero();
    int items = tables.texts("it_alerts", Table.JSON).size();
    assertThat(Command.run(command).out()).containsPattern("sink\\.tables +300 +0 +0 +0");

    assertThat(tables.texts("it_alerts", Table.JSON)).hasSize(items).containsAll(texts);
  }

  @Test
  void more_than_was_allowed_is_not_looked_at() throws Exception {
    for (ResultLine alert : alerts(1, 3)) {
      put(letter("dynamodb", "it_", alert));
    }

    Command redrive = Command.run("redrive", "--config", config(), "--most", 2);

    assertThat(redrive.exitCode()).isEqualTo(2);
    assertThat(redrive.err()).contains("more than 2 records", "--most");
  }

  @Test
  void nonsense_is_refused_in_one_sentence() throws Exception {
    Path config = config();
    Path text = Files.writeString(folder.resolve("text"), "no ledger\n");

    assertThat(refusal("--config", config, "--results", folder)).contains("--sink go together");
    assertThat(refusal("--config", config, "--results", folder, "--sink", "stream"))
        .contains("no sink of kind dynamodb");
    assertThat(refusal("--config", config, "--most", 0)).contains("--most is 0");
    assertThat(refusal("--config", config, "--done", text)).contains("no list of what a redrive");
    assertThat(refusal("--config", config, "--rejections", folder)).contains("is no file");
    assertThat(refusal("--config", config, "--rejections", text)).contains("this is no rejection");
    Command none = Command.run("redrive", "--config", config);
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("there are no dead letters");
  }

  private static String refusal(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "redrive";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Command command = Command.run(all);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(2);
    assertThat(command.err().lines()).hasSize(1);
    return command.err();
  }

  private static List<ResultLine> alerts(int from, int count) {
    List<ResultLine> alerts = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      alerts.add(TestResults.line(ResultType.ALERTS, i));
    }
    return alerts;
  }

  private static DeadLetter letter(String sink, String target, ResultLine line) {
    return new DeadLetter(
        sink,
        target,
        line.type().id(),
        DeadLetter.Reason.ATTEMPTS_EXHAUSTED,
        "it was out",
        200,
        line.contentId(),
        line.json());
  }

  private void put(DeadLetter letter) throws Exception {
    DeadLetters letters = new FolderDeadLetters(folder.resolve("dead").toUri());
    try (DeadLetters.Writer writer = letters.open()) {
      writer.write(letter).get();
    }
  }

  private Path config() throws IOException {
    String endpoint = Objects.requireNonNull(kinesis.access().endpoint()).toString();
    String json =
        """
        [
          {"PropertyGroupId": "millrace", "PropertyMap": {
            "region": "eu-central-1", "dead_letters": "%s"}},
          {"PropertyGroupId": "source.logins", "PropertyMap": {
            "stream": "logins", "endpoint": "%s"}},
          {"PropertyGroupId": "sink.stream", "PropertyMap": {
            "kind": "kinesis", "stream": "out", "endpoint": "%s",
            "results": "alerts, rejections, late"}},
          {"PropertyGroupId": "sink.tables", "PropertyMap": {
            "kind": "dynamodb", "table_prefix": "it_", "endpoint": "%s",
            "results": "alerts, fulfillments"}}
        ]
        """
            .formatted(
                folder.resolve("dead").toUri(), endpoint, endpoint, tables.endpoint().toString());
    return Files.writeString(folder.resolve("live.json"), json);
  }
}
