package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.deadletter.FolderDeadLetters;
import io.millrace.aws.testing.ServiceFaults;
import io.millrace.aws.testing.ServiceStub;
import io.millrace.aws.testing.TestResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.metrics.Counter;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What our sinks do beside: dead letters, bounded attempts, sentences that say what to do. */
abstract class OwnSinkContract extends SinkContract {
  static final String REFUSED = "REFUSE-ME";
  private static final AtomicReference<@Nullable ServiceStub> IN_OUTAGE = new AtomicReference<>();
  private static final ObjectMapper JSON = new ObjectMapper();

  private @Nullable ServiceStub stub;

  protected abstract ServiceStub start(ServiceFaults faults) throws IOException;

  protected abstract Sink<ResultLine> sink(
      ServiceStub service, DeadLetters deadLetters, SinkOptions options);

  /** The most bytes that a result may have whose number has one digit. */
  protected abstract int mostBytes();

  /** What a failure calls the target. */
  protected abstract String described();

  /** Results that the service refuses for good. */
  protected SinkJob.Results refused() {
    ResultType type = type();
    return number -> TestResults.line(type, number, REFUSED);
  }

  @Override
  protected final void startService(ServiceFaults faults) throws IOException {
    stub = start(faults);
  }

  protected final ServiceStub service() {
    ServiceStub running = stub;
    if (running == null) {
      throw new IllegalStateException("no service was started");
    }
    return running;
  }

  @AfterEach
  void stopService() {
    if (stub != null) {
      stub.close();
    }
  }

  /** The sink that the connector makes of the same, which is not ours in every build. */
  protected Sink<ResultLine> connector(
      ServiceStub service, DeadLetters deadLetters, SinkOptions options) {
    return sink(service, deadLetters, options);
  }

  @Override
  protected final Sink<ResultLine> sink() {
    return connector(service(), new FolderDeadLetters(letters().toUri()), quick());
  }

  final Sink<ResultLine> own() {
    return own(quick());
  }

  private Sink<ResultLine> own(SinkOptions options) {
    return sink(service(), new FolderDeadLetters(letters().toUri()), options);
  }

  private static SinkOptions quick() {
    return waitingUpTo(Duration.ofMillis(50));
  }

  private static SinkOptions waitingUpTo(Duration maxBackoff) {
    SinkOptions normal = SinkOptions.DEFAULT;
    return new SinkOptions(
        normal.maxAttempts(),
        Duration.ofMillis(5),
        maxBackoff,
        Duration.ofMillis(20),
        Duration.ofSeconds(10),
        normal.maxInFlight(),
        normal.maxBuffered(),
        normal.maxBufferedBytes());
  }

  private Path letters() {
    return folder.resolve("letters");
  }

  @Test
  void with_all_that_goes_wrong_nothing_is_lost_and_dead_letters_are_what_cannot_be_written()
      throws Exception {
    startService(ServiceFaults.some(SEED));
    ResultType type = type();
    int tooMany = mostBytes() + 1;
    int every = count() / 10;
    SinkJob.Results refused = refused();
    SinkJob.Results results =
        number -> {
          if (number % every == 7) {
            return TestResults.ofLength(type, number, tooMany);
          }
          return number % every == 9 ? refused.line(number) : TestResults.line(type, number);
        };

    new SinkJob(folder, count(), results).crashing().run(own());

    assertThat(new HashSet<>(arrived()))
        .as("seed %s", SEED)
        .isEqualTo(texts(number -> number % every != 7 && number % every != 9, results::line));
    assertThat(letterTexts("TOO_LARGE"))
        .isEqualTo(texts(number -> number % every == 7, results::line));
    assertThat(letterTexts("REFUSED"))
        .isEqualTo(texts(number -> number % every == 9, results::line));
    assertThat(read()).hasSize(20);
    assertThat(service().violations()).isEmpty();
  }

  @Test
  void the_largest_result_is_written_and_one_of_a_byte_more_is_not() throws Exception {
    startService(ServiceFaults.NONE);
    ResultType type = type();
    int most = mostBytes();

    new SinkJob(
            folder, 10, number -> TestResults.ofLength(type, number, number == 5 ? most + 1 : most))
        .run(own());

    assertThat(arrived()).hasSize(9).allMatch(text -> text.length() == most);
    assertThat(read())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.get("reason").asText()).isEqualTo("TOO_LARGE");
              assertThat(letter.get("attempts").asInt()).isZero();
              assertThat(letter.get("raw").asText()).hasSize(most + 1);
            });
    assertThat(service().violations()).isEmpty();
  }

  @Test
  @Timeout(60)
  void checkpoints_go_on_in_an_outage() throws Exception {
    goThroughAnOutage(count() / 20);
  }

  /**
   * Each reader has one half of the results, and reads the last quarter of it after three
   * checkpoints. With the end of either half the service recovers: the writer of that half then
   * waits for the service and no checkpoint passes it, so that the other half may never end before.
   */
  final void goThroughAnOutage(int few) throws Exception {
    startService(ServiceFaults.NONE);
    service().answerAll(503, "ServiceUnavailable");
    ResultType type = type();
    IN_OUTAGE.set(service());
    SinkJob.Results results =
        number -> {
          if ((number + 1) % (few / 2) == 0) {
            recover();
          }
          return TestResults.line(type, number);
        };

    new SinkJob(folder, few, results).run(own(waitingUpTo(Duration.ofSeconds(1))));

    assertThat(new HashSet<>(arrived()))
        .isEqualTo(
            LongStream.range(0, few)
                .mapToObj(results::line)
                .map(TestResults::text)
                .collect(Collectors.toSet()));
    assertThat(read()).isEmpty();
  }

  @Test
  void where_a_third_of_all_calls_fails_nothing_is_lost_and_they_are_not_many_more()
      throws Exception {
    startService(ServiceFaults.throttled(SEED));
    ResultType type = type();

    new SinkJob(folder, count(), number -> TestResults.line(type, number)).run(own());

    assertThat(new HashSet<>(arrived()))
        .as("seed %s", SEED)
        .isEqualTo(texts(number -> true, this::ordinary));
    assertThat(read()).isEmpty();
    assertThat(service().calls()).as("seed %s", SEED).isLessThan(mostCalls());
  }

  /** For all results, a third of the calls failing: of batches, some are small. */
  protected int mostCalls() {
    return count() / 10 * 2;
  }

  @Test
  void what_has_waited_in_an_outage_is_written_by_another_number_of_writers() throws Exception {
    startService(ServiceFaults.NONE);
    service().answerAll(503, "ServiceUnavailable");
    ResultType type = type();
    int few = count() / 20;
    SinkJob.Results results = number -> TestResults.line(type, number);
    assertThatThrownBy(() -> new SinkJob(folder, few, results).dying().run(own()))
        .hasStackTraceContaining("as told");
    assertThat(arrived()).isEmpty();

    service().recover();
    new SinkJob(folder, few, results).parallelism(3).resumed().run(own());

    assertThat(new HashSet<>(arrived())).isEqualTo(texts(number -> number < few, results::line));
  }

  @Test
  void metrics_count_in_both_groups() throws Exception {
    startService(ServiceFaults.NONE);
    service().answerNext(1, 503, "ServiceUnavailable");
    ResultType type = type();
    int tooMany = mostBytes() + 1;

    JobID job =
        new SinkJob(
                folder,
                10,
                number ->
                    number == 5
                        ? TestResults.ofLength(type, number, tooMany)
                        : TestResults.line(type, number))
            .parallelism(1)
            .run(own());

    for (String group : List.of("0.", "0.kinesisanalytics.")) {
      assertThat(count(job, group + "written")).as(group).isEqualTo(9);
      assertThat(count(job, group + "retried")).as(group).isPositive();
      assertThat(count(job, group + "deadLetters")).as(group).isEqualTo(1);
      assertThat(count(job, group + "staleWrites")).as(group).isZero();
    }
  }

  private static long count(JobID job, String name) {
    return metrics(job).entrySet().stream()
        .filter(metric -> metric.getKey().endsWith(name))
        .mapToLong(metric -> ((Counter) metric.getValue()).getCount())
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is none of " + metrics(job).keySet()));
  }

  private static void recover() {
    ServiceStub stub = IN_OUTAGE.get();
    if (stub != null) {
      stub.recover();
    }
  }

  @Test
  void what_fails_too_often_becomes_a_dead_letter_with_its_last_error() throws Exception {
    startService(ServiceFaults.NONE);
    service().answerAll(500, "InternalFailure");
    ResultType type = type();

    new SinkJob(folder, count() / 100, number -> TestResults.line(type, number))
        .run(own(quick().withMaxAttempts(3)));

    assertThat(arrived()).isEmpty();
    List<JsonNode> letters = read();
    assertThat(letters).hasSize(count() / 100);
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(letter.get("reason").asText()).isEqualTo("ATTEMPTS_EXHAUSTED");
              assertThat(letter.get("attempts").asInt()).isEqualTo(3);
              assertThat(letter.get("detail").asText()).startsWith("InternalFailure");
            });
  }

  @Test
  void a_job_that_may_not_write_fails_and_says_so() throws Exception {
    startService(ServiceFaults.NONE);
    service().answerAll(400, "AccessDeniedException");
    assertFails("may not be written to by this job (AccessDeniedException): allow its role");
  }

  @Test
  void a_job_without_its_target_fails_and_says_so() throws Exception {
    startService(ServiceFaults.NONE);
    service().answerAll(404, "ResourceNotFoundException");
    assertFails("does not exist in this region (ResourceNotFoundException): create it");
  }

  private void assertFails(String sentence) {
    ResultType type = type();
    assertThatThrownBy(
            () -> new SinkJob(folder, 10, number -> TestResults.line(type, number)).run(own()))
        .rootCause()
        .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
        .startsWith(described())
        .contains(sentence);
  }

  @Test
  void a_job_whose_dead_letters_cannot_be_written_fails() throws Exception {
    startService(ServiceFaults.NONE);
    ResultType type = type();
    int tooMany = mostBytes() + 1;

    assertThatThrownBy(
            () ->
                new SinkJob(folder, 10, number -> TestResults.ofLength(type, number, tooMany))
                    .run(sink(service(), new BrokenDeadLetters(), quick())))
        .rootCause()
        .hasMessage("the disk is full, as told");
  }

  private Set<String> letterTexts(String reason) throws IOException {
    return read().stream()
        .filter(letter -> letter.get("reason").asText().equals(reason))
        .map(letter -> letter.get("raw").asText())
        .collect(Collectors.toSet());
  }

  private List<JsonNode> read() throws IOException {
    List<JsonNode> letters = new ArrayList<>();
    try (Stream<Path> files = Files.list(letters())) {
      for (Path file : files.toList()) {
        letters.add(JSON.readTree(Files.readAllBytes(file)));
      }
    }
    return letters;
  }
}
