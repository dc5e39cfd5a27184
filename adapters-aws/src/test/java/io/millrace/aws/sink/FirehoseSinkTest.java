package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.connectors.FirehoseSinks;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.deadletter.FolderDeadLetters;
import io.millrace.aws.testing.BatchProtocol;
import io.millrace.aws.testing.LocalAccess;
import io.millrace.aws.testing.ServiceFaults;
import io.millrace.aws.testing.ServiceStub;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FirehoseSinkTest extends OwnSinkContract {
  @Override
  protected ServiceStub start(ServiceFaults faults) throws IOException {
    return ServiceStub.start(
        BatchProtocol.FIREHOSE, faults, record -> record.contains(OwnSinkContract.REFUSED));
  }

  @Override
  protected Sink<ResultLine> sink(
      ServiceStub service, DeadLetters deadLetters, SinkOptions options) {
    return FirehoseSink.to(LocalAccess.to(service.endpoint()), "results", deadLetters, options);
  }

  @Override
  protected Sink<ResultLine> connector(
      ServiceStub service, DeadLetters deadLetters, SinkOptions options) {
    return FirehoseSinks.open(LocalAccess.to(service.endpoint()), "results", deadLetters, options);
  }

  @Override
  protected Collection<String> arrived() {
    assertThat(service().accepted()).allMatch(record -> record.endsWith("}\n"));
    return service().accepted().stream().map(String::strip).toList();
  }

  @Override
  protected ResultType type() {
    return ResultType.ENRICHED_ORDERS;
  }

  @Override
  protected int count() {
    return 10_000;
  }

  @Override
  protected int mostBytes() {
    return (1000 << 10) - "\n".length();
  }

  @Override
  protected String described() {
    return "the Firehose delivery stream results";
  }

  @Test
  void a_name_that_no_delivery_stream_can_have_is_refused() {
    FolderDeadLetters letters = new FolderDeadLetters(folder.toUri());
    assertThatThrownBy(
            () -> FirehoseSink.to(AwsAccess.STANDARD, "a b", letters, SinkOptions.DEFAULT))
        .hasMessage("not the name of a delivery stream: 'a b'");
  }

  /**
   * Three quarters of them wait before the last ones come, and are not sent so often that nothing
   * else runs.
   */
  @Test
  @Timeout(60)
  void checkpoints_go_on_in_an_outage_while_twenty_thousand_results_wait() throws Exception {
    goThroughAnOutage(27_000);
  }
}
