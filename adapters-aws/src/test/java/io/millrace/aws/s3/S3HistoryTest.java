package io.millrace.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import io.millrace.aws.AwsAccess;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Origin.FileLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

class S3HistoryTest {
  private static final S3Mock S3 = S3Mock.running();
  private static final String NO_OBJECTS =
      "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
  private static final String ONE_OBJECT =
      NO_OBJECTS.replace(
          "</List",
          "<Contents><Key>orders.ndjson</Key><Size>100</Size><ETag>e</ETag></Contents></List");

  private final String bucket = S3.newBucket();

  @Test
  void a_stream_is_one_object_or_all_objects_below_its_name_in_the_order_of_their_keys()
      throws IOException {
    S3.put(bucket, "h/logins.ndjson", "l1\n");
    S3.put(bucket, "h/payments.ndjson.gz", gzip("p1\np2\n"));
    S3.put(bucket, "h/orders/2026/11/23/10/part-2.gz", gzip("o3\n"));
    S3.put(bucket, "h/orders/2026/11/23/10/part-1", "o1\n\no2");
    S3.put(bucket, "h/orders/2026/11/23/10/part-10", "o2\n");
    S3.put(bucket, "h/orders.old/part-1", "no");
    S3.put(bucket, "h/orders2/part-1", "no");
    S3.put(bucket, "h/logins.ndjson.bak", "no");
    S3.put(bucket, "orders/part-1", "no");

    try (S3History history = open("h")) {
      assertThat(history.splits().stream().map(HistorySplit::stream))
          .containsExactly(Stream.LOGINS, Stream.PAYMENTS, Stream.ORDERS);
      assertThat(read(history, Stream.LOGINS)).containsExactly("h/logins.ndjson:1=l1");
      assertThat(read(history, Stream.PAYMENTS))
          .containsExactly("h/payments.ndjson.gz:1=p1", "h/payments.ndjson.gz:2=p2");
      assertThat(read(history, Stream.ORDERS))
          .containsExactly(
              "h/orders/2026/11/23/10/part-1:1=o1",
              "h/orders/2026/11/23/10/part-1:3=o2",
              "h/orders/2026/11/23/10/part-10:1=o2",
              "h/orders/2026/11/23/10/part-2.gz:1=o3");
      assertThat(history.bytesRead()).isEqualTo(history.bytes()).isPositive();
      assertThat(history.unread())
          .containsExactlyInAnyOrder("logins.ndjson.bak", "orders.old/", "orders2/");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h", "h/", "h/i/"})
  void a_slash_at_the_end_of_the_prefix_makes_no_difference(String prefix) throws IOException {
    S3Location location = S3Location.parse("s3://" + bucket + "/" + prefix);
    S3.put(bucket, location.key("readings/a"), "r1\n");

    try (S3History history = S3History.open(location, S3.access(), Stream.BUILT_IN)) {
      assertThat(read(history, Stream.READINGS))
          .containsExactly(location.key("readings/a") + ":1=r1");
    }
  }

  @Test
  void gzip_is_known_by_its_bytes_whatever_name_and_encoding_say() throws IOException {
    S3.put(bucket, "orders/1", gzip("o1\n"));
    S3.put(bucket, "orders/2.gz", "o2\n");
    S3.client()
        .putObject(
            object -> object.bucket(bucket).key("orders/3").contentEncoding("gzip"),
            RequestBody.fromBytes(gzip("o3\n")));
    S3.put(bucket, "orders/4.gz", join(gzip("o4\n"), gzip(""), gzip("o5\n")));

    try (S3History history = open("")) {
      assertThat(read(history, Stream.ORDERS))
          .containsExactly(
              "orders/1:1=o1",
              "orders/2.gz:1=o2",
              "orders/3:1=o3",
              "orders/4.gz:1=o4",
              "orders/4.gz:2=o5");
      assertThat(history.bytesRead()).isEqualTo(history.bytes());
    }
  }

  @Test
  void empty_objects_and_the_marks_of_folders_hold_no_records() throws IOException {
    S3.put(bucket, "orders/", "");
    S3.put(bucket, "orders/_SUCCESS", "");
    S3.put(bucket, "orders/a.gz", "");
    S3.put(bucket, "orders/b", "o1\n");
    S3.put(bucket, "payments/", "");
    S3.put(bucket, "logins.ndjson", "");

    try (S3History history = open("")) {
      assertThat(history.splits().stream().map(HistorySplit::stream))
          .containsExactly(Stream.LOGINS, Stream.ORDERS);
      assertThat(read(history, Stream.ORDERS)).containsExactly("orders/b:1=o1");
      assertThat(read(history, Stream.LOGINS)).isEmpty();
    }
  }

  @Test
  void keys_may_hold_any_letters() throws IOException {
    S3.put(bucket, "h \u00e4+%/orders/hour=10/a b&c?d#\u0130", "o1\n");

    try (S3History history = open("h \u00e4+%")) {
      assertThat(read(history, Stream.ORDERS))
          .containsExactly("h \u00e4+%/orders/hour=10/a b&c?d#\u0130:1=o1");
    }
  }

  @Test
  void a_listing_may_have_many_pages() throws IOException {
    int count = 1_100;
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              String key = "requests/" + (10_000 + i);
              S3.put(bucket, key, i % 100 == 99 ? i + "\n" : "");
            });

    try (S3History history = open("")) {
      assertThat(read(history, Stream.REQUESTS))
          .hasSize(count / 100)
          .isSorted()
          .startsWith("requests/10099:1=99")
          .endsWith("requests/11099:1=1099");
    }
  }

  @Test
  void a_dropped_connection_goes_on_at_the_byte_where_it_stopped() throws IOException {
    long seed = Long.getLong("millrace.seed", 7);
    List<String> lines = noise(seed, 20_000);
    S3.put(bucket, "orders/plain", String.join("\n", lines));
    S3.put(bucket, "orders/zipped.gz", gzip(String.join("\n", lines)));
    Random cuts = new Random(seed);

    try (CuttingProxy proxy =
            new CuttingProxy(
                S3.endpoint(), connection -> 20_000 + cuts.nextInt(300_000), () -> {});
        S3History history =
            S3History.open(location(""), S3.through(proxy.endpoint()), Stream.BUILT_IN)) {
      List<String> read = new ArrayList<>();
      read(history, Stream.ORDERS).forEach(line -> read.add(line.substring(line.indexOf('=') + 1)));

      assertThat(read).as("seed %s", seed).isEqualTo(join(lines, lines));
      assertThat(proxy.connections()).isGreaterThan(5);
      assertThat(history.bytesRead()).isEqualTo(history.bytes());
    }
  }

  @Test
  void connections_that_drop_without_a_byte_are_given_up() throws IOException {
    AtomicInteger gets = new AtomicInteger();
    try (Refusals server =
            Refusals.start(
                exchange -> {
                  String query = String.valueOf(exchange.getRequestURI().getRawQuery());
                  if (!query.contains("list-type")) {
                    gets.incrementAndGet();
                    exchange.sendResponseHeaders(200, 100);
                    exchange.close();
                  } else {
                    boolean isThere = query.contains("orders.ndjson");
                    Refusals.answer(exchange, 200, isThere ? ONE_OBJECT : NO_OBJECTS);
                  }
                });
        S3History history =
            S3History.open(location(""), S3.through(server.endpoint()), Stream.BUILT_IN)) {
      assertThatIOException()
          .isThrownBy(() -> read(history, Stream.ORDERS))
          .withMessageContaining(
              "orders.ndjson cannot be read beyond byte 0: 5 connections dropped");
      assertThat(gets).hasValue(5);
    }
  }

  @Test
  void an_object_that_changed_after_it_was_listed_is_an_error() throws IOException {
    S3.put(bucket, "orders.ndjson", "o1\n");

    try (S3History history = open("")) {
      S3.put(bucket, "orders.ndjson", "o2\n");

      assertThatIOException()
          .isThrownBy(() -> read(history, Stream.ORDERS))
          .withMessage(
              "s3://" + bucket + "/orders.ndjson has changed since it was listed: start again");
    }
  }

  @Test
  void an_object_that_changes_while_it_is_read_is_an_error() throws IOException {
    S3.put(bucket, "orders.ndjson", String.join("\n", noise(2, 20_000)));
    Runnable change = () -> S3.put(bucket, "orders.ndjson", String.join("\n", noise(3, 20_000)));

    try (CuttingProxy proxy = new CuttingProxy(S3.endpoint(), connection -> 500_000, change);
        S3History history =
            S3History.open(location(""), S3.through(proxy.endpoint()), Stream.BUILT_IN)) {
      assertThatIOException()
          .isThrownBy(() -> read(history, Stream.ORDERS))
          .withMessageContaining("orders.ndjson has changed");
    }
  }

  @Test
  void an_object_that_has_gone_is_an_error() throws IOException {
    S3.put(bucket, "orders/a", "o1\n");
    S3.put(bucket, "orders/b", "o2\n");

    try (S3History history = open("")) {
      RecordReader reader = history.splits().get(0).open();
      assertThat(reader.next()).isNotNull();
      S3.client().deleteObject(object -> object.bucket(bucket).key("orders/b"));

      assertThatIOException()
          .isThrownBy(reader::next)
          .withMessageContaining("orders/b is not there any more");
    }
  }

  @Test
  void a_bucket_that_does_not_exist_is_named() {
    assertThatExceptionOfType(S3Refusal.class)
        .isThrownBy(
            () -> S3History.open(S3Location.parse("s3://nowhere/h"), S3.access(), Stream.BUILT_IN))
        .withMessageStartingWith("s3://nowhere/h/")
        .withMessageEndingWith("is in a bucket that does not exist");
  }

  @Test
  void a_prefix_without_streams_is_named() {
    S3.put(bucket, "other/orders.ndjson", "o1\n");

    assertThatExceptionOfType(S3Refusal.class)
        .isThrownBy(() -> open("h"))
        .withMessageStartingWith("s3://" + bucket + "/h/ holds no stream: expected objects like ")
        .withMessageContaining("h/orders.ndjson");
  }

  @ParameterizedTest
  @CsvSource({
    "orders.ndjson,orders.ndjson.gz",
    "orders.ndjson,orders/part-1",
    "orders.ndjson.gz,orders/part-1"
  })
  void a_stream_of_two_kinds_is_refused(String one, String other) {
    S3.put(bucket, one, "o1\n");
    S3.put(bucket, other, "o1\n");

    assertThatExceptionOfType(S3Refusal.class)
        .isThrownBy(() -> open(""))
        .withMessageContaining("holds both s3://" + bucket + "/" + one);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, access was denied: the credentials need s3:ListBucket and s3:GetObject",
    "403, InvalidAccessKeyId, access was denied",
    "301, PermanentRedirect, another region: set AWS_REGION",
    "400, ExpiredToken, S3 failed: s3://bkt/h/ (400 ExpiredToken: as told)"
  })
  void what_s3_refuses_is_said_in_one_sentence(int status, String code, String sentence)
      throws IOException {
    try (Refusals server = Refusals.start(status, code)) {
      AwsAccess access = S3.through(server.endpoint());

      assertThatIOException()
          .isThrownBy(() -> S3History.open(S3Location.parse("s3://bkt/h"), access, Stream.BUILT_IN))
          .withMessageContaining(sentence)
          .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }
  }

  @Test
  void a_server_that_cannot_be_reached_is_said_in_one_sentence() {
    AwsAccess nowhere = S3.through(URI.create("http://localhost:1"));

    assertThatIOException()
        .isThrownBy(() -> S3History.open(S3Location.parse("s3://bkt/h"), nowhere, Stream.BUILT_IN))
        .withMessageStartingWith("S3 cannot be reached for s3://bkt/h/: ")
        .isNotInstanceOf(S3Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3:/b/h", "s3://", "s3://B", "s3:///h", "s3://b c/h", "s4://bucket"})
  void what_is_no_place_is_refused(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> S3Location.parse(text))
        .withMessage(
            "\"" + text + "\", which is no place in S3: write s3://BUCKET or s3://BUCKET/PREFIX");
  }

  private S3Location location(String prefix) {
    return S3Location.parse("s3://" + bucket + "/" + prefix);
  }

  private S3History open(String prefix) throws IOException {
    return S3History.open(location(prefix), S3.access(), Stream.BUILT_IN);
  }

  private static List<String> read(S3History history, Stream stream) throws IOException {
    List<String> records = new ArrayList<>();
    for (HistorySplit split : history.splits()) {
      if (split.stream().equals(stream)) {
        try (RecordReader reader = split.open()) {
          for (RawRecord record = reader.next(); record != null; record = reader.next()) {
            FileLine place = (FileLine) record.origin();
            String text = new String(record.bytes(), UTF_8);
            records.add(place.file() + ":" + place.line() + "=" + text);
          }
        }
      }
    }
    return records;
  }

  private static List<String> noise(long seed, int lines) {
    Random random = new Random(seed);
    return IntStream.range(0, lines)
        .mapToObj(
            i ->
                i + "-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()))
        .toList();
  }

  private static <T> List<T> join(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static byte[] join(byte[]... all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] each : all) {
      bytes.writeBytes(each);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
