package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.application.wire.ResultLine;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.deadletter.FolderDeadLetters;
import io.millrace.aws.testing.ServiceFaults;
import io.millrace.aws.testing.ServiceStub;
import io.millrace.aws.testing.TestResults;
import io.millrace.domain.result.ResultType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What our sinks do beside: dead letters, bounded attempts, sentences that say what to do. */
abstract class OwnSinkContract extends SinkContract {
  static final String REFUSED = "REFUSE-ME";
  private static final ObjectMapper JSON = new ObjectMapper();

  private @Nullable ServiceStub stub;

  protected abstract ServiceStub start(ServiceFaults faults) throws IOException;

  protected abstract Sink<ResultLine> sink(
      ServiceStub service, DeadLetters deadLetters, SinkOptions options);

  /** One byte more than the service takes, of a result whose number has few digits. */
  protected abstract int tooManyBytes();

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

  @Override
  protected final Sink<ResultLine> sink() {
    return sink(quick());
  }

  private Sink<ResultLine> sink(SinkOptions options) {
    return sink(service(), new FolderDeadLetters(letters().toUri()), options);
  }

  private static SinkOptions quick() {
    return SinkOptions.DEFAULT
        .withBackoff(Duration.ofMillis(5), Duration.ofMillis(50))
        .withMaxTimeInBuffer(Duration.ofMillis(20))
        .withCallTimeout(Duration.ofSeconds(10));
  }

  private Path letters() {
    return folder.resolve("letters");
  }

  @Test
  void with_all_that_goes_wrong_nothing_is_lost_and_dead_letters_are_what_cannot_be_written()
      throws Exception {
    startService(ServiceFaults.some(SEED));
    ResultType type = type();
    int tooMany = tooManyBytes();
    int every = count() / 10;
    SinkJob.Results refused = refused();
    SinkJob.Results results =
        number -> {
          if (number % every == 7) {
            return TestResults.ofLength(type, number, tooMany);
          }
          return number % every == 9 ? refused.line(number) : TestResults.line(type, number);
        };

    SinkJob.runWithCrash(folder, sink(), count(), results);

    assertThat(new HashSet<>(arrived()))
        .as("seed %s", SEED)
        .isEqualTo(texts(number -> number % every != 7 && number % every != 9, results::line));
    assertThat(letterTexts("TOO_LARGE"))
        .isEqualTo(texts(number -> number % every == 7, results::line));
    assertThat(letterTexts("REFUSED"))
        .isEqualTo(texts(number -> number % every == 9, results::line));
    assertThat(read()).hasSize(20);
  }

  @Test
  void what_fails_too_often_becomes_a_dead_letter_with_its_last_error() throws Exception {
    startService(ServiceFaults.NONE);
    service().answerAll(500, "InternalFailure");
    ResultType type = type();

    SinkJob.run(
        folder,
        sink(quick().withMaxAttempts(3)),
        count() / 100,
        number -> TestResults.line(type, number));

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
  void an_outage_is_endured() throws Exception {
    startService(ServiceFaults.NONE);
    service().answerNext(100, 503, "ServiceUnavailable");
    ResultType type = type();

    SinkJob.run(folder, sink(), count() / 100, number -> TestResults.line(type, number));

    assertThat(new HashSet<>(arrived()))
        .isEqualTo(
            LongStream.range(0, count() / 100)
                .mapToObj(this::ordinary)
                .map(TestResults::text)
                .collect(Collectors.toSet()));
    assertThat(read()).isEmpty();
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
            () -> SinkJob.run(folder, sink(), 10, number -> TestResults.line(type, number)))
        .rootCause()
        .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
        .startsWith(described())
        .contains(sentence);
  }

  @Test
  void a_job_whose_dead_letters_cannot_be_written_fails() throws Exception {
    startService(ServiceFaults.NONE);
    ResultType type = type();
    int tooMany = tooManyBytes();

    assertThatThrownBy(
            () ->
                SinkJob.run(
                    folder,
                    sink(service(), new BrokenDeadLetters(), quick()),
                    10,
                    number -> TestResults.ofLength(type, number, tooMany)))
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
