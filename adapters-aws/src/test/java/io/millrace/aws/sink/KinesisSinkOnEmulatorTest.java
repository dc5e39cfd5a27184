package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.StreamName;
import io.millrace.aws.connectors.KinesisSinks;
import io.millrace.aws.deadletter.FolderDeadLetters;
import io.millrace.aws.testing.ForwardProtocol;
import io.millrace.aws.testing.KinesisEmulator;
import io.millrace.aws.testing.KinesisStream;
import io.millrace.aws.testing.LocalAccess;
import io.millrace.aws.testing.ServiceFaults;
import io.millrace.aws.testing.ServiceStub;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract, against an emulator that has shards. */
class KinesisSinkOnEmulatorTest extends SinkContract {
  private static KinesisEmulator emulator;

  private @Nullable KinesisStream stream;
  private @Nullable ServiceStub faulty;

  @BeforeAll
  static void startEmulator() {
    emulator = KinesisEmulator.start();
  }

  @AfterAll
  static void stopEmulator() {
    emulator.close();
  }

  @Override
  protected void startService(ServiceFaults faults) throws IOException {
    stream = KinesisStream.create(emulator, "results-" + UUID.randomUUID(), 2);
    faulty =
        ServiceStub.start(
            new ForwardProtocol(Objects.requireNonNull(emulator.access().endpoint())),
            faults,
            call -> false);
  }

  @AfterEach
  void stopService() {
    if (faulty != null) {
      faulty.close();
    }
  }

  private KinesisStream stream() {
    return Objects.requireNonNull(stream);
  }

  @Override
  protected Sink<ResultLine> sink() {
    return KinesisSinks.open(
        LocalAccess.to(Objects.requireNonNull(faulty).endpoint()),
        new StreamName(stream().name()),
        new FolderDeadLetters(folder.resolve("letters").toUri()),
        SinkOptions.DEFAULT);
  }

  @Override
  protected Collection<String> arrived() {
    return stream().records().stream()
        .map(
            record -> {
              String json = record.data().asUtf8String();
              assertThat(json).contains("\"product_id\":\"" + record.partitionKey() + "\"");
              return json;
            })
        .toList();
  }

  @Override
  protected ResultType type() {
    return ResultType.PRODUCT_REVENUE;
  }

  /** It takes some hundred a second. */
  @Override
  protected int count() {
    return 1000;
  }
}
