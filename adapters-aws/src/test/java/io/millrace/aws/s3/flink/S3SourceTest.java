package io.millrace.aws.s3.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.RawRecord;
import io.millrace.aws.s3.S3Location;
import io.millrace.aws.s3.S3Mock;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // what Flink declares for closing
class S3SourceTest {
  private static final S3Mock S3 = S3Mock.running();
  private static final int RECORDS_OF_AN_OBJECT = 1_500;
  private static final int OBJECTS = 3;

  private final String bucket = S3.newBucket();
  private final S3Location location = S3Location.parse("s3://" + bucket + "/reference");
  private final List<String> all = new ArrayList<>();

  @BeforeEach
  void put_products_into_three_objects() {
    for (int object = 1; object <= OBJECTS; object++) {
      String key = "reference/products/part-" + object;
      StringBuilder lines = new StringBuilder();
      for (int line = 1; line <= RECORDS_OF_AN_OBJECT; line++) {
        String id = object + "-" + line;
        boolean isAlone = object < OBJECTS || line % 3 == 0; // the last has three on each line
        lines.append("{\"product_id\":\"" + id + "\",\"name\":\"n\"}" + (isAlone ? "\n" : ""));
        all.add(key + ":" + (object < OBJECTS ? line : (line + 2) / 3) + " " + id);
      }
      S3.put(bucket, key, lines.toString());
    }
  }

  @Test
  void a_job_reads_every_record_once_in_order_and_ends() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
    environment.getConfig().enableObjectReuse();

    List<String> read = new ArrayList<>();
    try (CloseableIterator<String> results =
        environment
            .fromSource(
                source(),
                WatermarkStrategy.noWatermarks(),
                "products",
                TypeInformation.of(Inbound.class))
            .map((MapFunction<Inbound, String>) S3SourceTest::describe)
            .returns(Types.STRING)
            .executeAndCollect()) {
      results.forEachRemaining(read::add);
    }

    assertThat(read).isEqualTo(all);
  }

  @Test
  void the_split_is_named_after_the_stream_and_its_place() throws Exception {
    try (Harness harness = new Harness(source(), List.of(start()))) {
      assertThat(harness.read(1).get(0).split())
          .isEqualTo("s3://" + bucket + "/reference/products");
    }
  }

  @Test
  void a_restored_reader_goes_on_after_the_last_record_wherever_the_checkpoint_is()
      throws Exception {
    int[] stops = {
      0,
      1,
      700,
      RECORDS_OF_AN_OBJECT,
      RECORDS_OF_AN_OBJECT + 1,
      2 * RECORDS_OF_AN_OBJECT + 5,
      3 * RECORDS_OF_AN_OBJECT - 2,
    };
    for (int stop : stops) {
      List<String> read = new ArrayList<>();
      List<S3Split> checkpoint;
      try (Harness harness = new Harness(source(), List.of(start()))) {
        harness.read(stop).forEach(inbound -> read.add(describe(inbound)));
        checkpoint = through(harness.snapshot());
      }
      try (Harness harness = new Harness(source(), checkpoint)) {
        harness.readToEnd().forEach(inbound -> read.add(describe(inbound)));
      }

      assertThat(read).as("stopped after %s", stop).isEqualTo(all);
    }
  }

  @Test
  void a_reader_restored_after_the_end_of_the_split_reads_nothing() throws Exception {
    List<S3Split> checkpoint;
    try (Harness harness = new Harness(source(), List.of(start()))) {
      harness.readToEnd();
      checkpoint = harness.snapshot();
    }

    assertThat(checkpoint).isEmpty();
    try (Harness harness = new Harness(source(), checkpoint)) {
      assertThat(harness.readToEnd()).isEmpty();
    }
  }

  @Test
  void an_object_that_a_checkpoint_names_and_that_is_gone_fails_the_job() throws Exception {
    S3Split split = start().at(record("reference/products/part-2", 7));
    S3.client().deleteObject(object -> object.bucket(bucket).key("reference/products/part-2"));

    try (Harness harness = new Harness(source(), List.of(split))) {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(harness::readToEnd)
          .withStackTraceContaining("part-2, where reading goes on, is not there");
    }
  }

  @Test
  void a_stream_without_objects_fails_the_job() throws Exception {
    S3Source source = new S3Source(Stream.LOGINS, location, S3.access(), new JsonWireFormat());

    try (Harness harness = new Harness(source, List.of(S3Split.start(Stream.LOGINS, location)))) {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(harness::readToEnd)
          .withStackTraceContaining("there are no objects at s3://" + bucket + "/reference/logins");
    }
  }

  @Test
  void splits_of_a_later_version_are_refused() {
    assertThatIOException()
        .isThrownBy(() -> new S3SplitSerializer(Stream.LOGINS).deserialize(3, new byte[0]))
        .withMessage("this version reads splits of version 1 and 2, not 3");
  }

  @Test
  void a_split_that_nobody_reads_is_kept_and_given_to_the_next_that_asks() throws Exception {
    UnassignedSerializer serializer = new UnassignedSerializer(Stream.PRODUCTS);
    S3Split split = start().at(record("reference/products/part-\u0130", 7));

    assertThat(serializer.deserialize(2, serializer.serialize(List.of(split))))
        .containsExactly(split);
    assertThat(serializer.deserialize(2, serializer.serialize(List.of()))).isEmpty();
  }

  @Test
  void a_split_of_the_first_version_stands_behind_a_whole_line() throws Exception {
    S3SplitSerializer serializer = new S3SplitSerializer(Stream.PRODUCTS);
    byte[] second = serializer.serialize(start().at(record("reference/products/part-3", 7)));

    S3Split first = serializer.deserialize(1, Arrays.copyOf(second, second.length - Long.BYTES));

    try (Harness harness = new Harness(source(), List.of(first))) {
      assertThat(harness.readToEnd())
          .extracting(S3SourceTest::describe)
          .isEqualTo(all.subList(2 * RECORDS_OF_AN_OBJECT + 21, all.size()));
    }
  }

  private static RawRecord record(String key, long line) {
    return new RawRecord(new byte[0], new FileLine(key, line));
  }

  private S3Source source() {
    return new S3Source(Stream.PRODUCTS, location, S3.access(), new JsonWireFormat());
  }

  private S3Split start() {
    return S3Split.start(Stream.PRODUCTS, location);
  }

  private List<S3Split> through(List<S3Split> splits) throws IOException {
    S3SplitSerializer serializer = new S3SplitSerializer(Stream.PRODUCTS);
    List<S3Split> restored = new ArrayList<>();
    for (S3Split split : splits) {
      restored.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)));
    }
    return restored;
  }

  private static String describe(Inbound inbound) {
    Inbound.Read read = (Inbound.Read) inbound;
    FileLine place = (FileLine) read.record().origin();
    assertThat(new String(read.record().bytes(), UTF_8)).startsWith("{");
    String id = ((io.millrace.domain.event.Product) read.decoded().get()).productId();
    return place.file() + ":" + place.line() + " " + id;
  }

  /** A reader as its task drives it. */
  private static final class Harness implements AutoCloseable {
    private final SourceReader<Inbound, S3Split> reader;
    private final Collected collected = new Collected();

    Harness(S3Source source, List<S3Split> splits) {
      reader = source.createReader(new Context());
      reader.addSplits(splits);
      reader.start();
      reader.notifyNoMoreSplits();
    }

    List<Inbound> read(int count) throws Exception {
      while (collected.all().size() < count) {
        poll();
      }
      return collected.all();
    }

    List<Inbound> readToEnd() throws Exception {
      while (poll() != InputStatus.END_OF_INPUT) {
        // goes on
      }
      return collected.all();
    }

    List<S3Split> snapshot() {
      return reader.snapshotState(1);
    }

    @Override
    public void close() throws Exception {
      reader.close();
    }

    private InputStatus poll() throws Exception {
      InputStatus status = reader.pollNext(collected);
      if (status == InputStatus.NOTHING_AVAILABLE) {
        reader.isAvailable().get();
      }
      return status;
    }
  }
}
