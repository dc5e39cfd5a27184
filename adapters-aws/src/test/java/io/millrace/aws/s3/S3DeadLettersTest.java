package io.millrace.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.aws.deadletter.DeadLetter;
import io.millrace.aws.deadletter.DeadLetter.Reason;
import io.millrace.aws.deadletter.DeadLetters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3DeadLettersTest {
  private static final S3Mock S3 = S3Mock.running();

  private final String bucket = S3.newBucket();
  private final S3Location location = S3Location.parse("s3://" + bucket + "/dead");

  @Test
  void each_letter_is_an_object_of_its_own() throws Exception {
    try (DeadLetters.Writer writer = new S3DeadLetters(location, S3.access()).open()) {
      List<CompletableFuture<Void>> written = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        written.add(writer.write(letter("id-" + i, "{\"n\":" + i + "}", 3)));
      }
      for (CompletableFuture<Void> each : written) {
        each.get();
      }
    }

    assertThat(keys())
        .hasSize(50)
        .allMatch(key -> key.matches("dead/kinesis/alerts/[0-9a-f]{32}\\.json"));
  }

  @Test
  void a_letter_is_there_whole_when_its_writing_is_done() throws Exception {
    DeadLetter letter = letter("id", "{\"name\":\"\u0130\"}", 3);

    try (DeadLetters.Writer writer = new S3DeadLetters(location, S3.access()).open()) {
      writer.write(letter).get();

      String key = "dead/kinesis/alerts/" + letter.name() + ".json";
      assertThat(
              S3.client().getObjectAsBytes(object -> object.bucket(bucket).key(key)).asByteArray())
          .isEqualTo(letter.json());
    }
  }

  @Test
  void a_letter_that_comes_again_replaces_itself() throws Exception {
    try (DeadLetters.Writer writer = new S3DeadLetters(location, S3.access()).open()) {
      writer.write(letter("id", "{}", 3)).get();
      writer.write(letter("id", "{}", 5)).get();
    }

    assertThat(keys()).hasSize(1);
    assertThat(
            S3.client()
                .getObjectAsBytes(object -> object.bucket(bucket).key(keys().get(0)))
                .asUtf8String())
        .contains("\"attempts\":5");
  }

  @Test
  void a_bucket_that_does_not_exist_is_said_at_once() {
    S3Location nowhere = S3Location.parse("s3://nowhere/dead");

    assertThatIOException()
        .isThrownBy(() -> new S3DeadLetters(nowhere, S3.access()).open())
        .withMessageContaining("s3://nowhere/dead/");
  }

  @Test
  void a_letter_that_cannot_be_written_is_an_error() throws Exception {
    try (DeadLetters.Writer writer = new S3DeadLetters(location, S3.access()).open()) {
      S3.client().deleteBucket(request -> request.bucket(bucket));

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> writer.write(letter("id", "{}", 3)).get())
          .withCauseInstanceOf(IOException.class)
          .withMessageContaining("s3://" + bucket + "/dead/kinesis/alerts/");
    }
  }

  @Test
  void credentials_that_may_only_write_are_enough() throws Exception {
    try (Refusals forbidden = Refusals.start(403, "AccessDenied");
        DeadLetters.Writer writer =
            new S3DeadLetters(location, S3.through(forbidden.endpoint())).open()) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> writer.write(letter("id", "{}", 3)).get())
          .withMessageContaining("access was denied: the credentials need s3:PutObject");
    }
  }

  @Test
  void a_place_that_cannot_be_reached_is_said_in_one_sentence() {
    URI nowhere = URI.create("http://localhost:1");

    assertThatIOException()
        .isThrownBy(() -> new S3DeadLetters(location, S3.through(nowhere)).open())
        .withMessageStartingWith("S3 cannot be reached for " + location);
  }

  @Test
  void it_travels_with_the_job() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    S3DeadLetters letters = new S3DeadLetters("s3://bucket/dead");
    new ObjectOutputStream(bytes).writeObject(letters);

    assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
        .isEqualTo(letters);
  }

  private List<String> keys() {
    return S3.client().listObjectsV2(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static DeadLetter letter(String id, String record, int attempts) {
    return new DeadLetter(
        "kinesis",
        "results",
        "alerts",
        Reason.ATTEMPTS_EXHAUSTED,
        "as told",
        attempts,
        id,
        record.getBytes(UTF_8));
  }
}
