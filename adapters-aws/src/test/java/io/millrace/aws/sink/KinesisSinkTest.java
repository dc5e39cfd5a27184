package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.StreamName;
import io.millrace.aws.connectors.KinesisSinks;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.testing.BatchProtocol;
import io.millrace.aws.testing.LocalAccess;
import io.millrace.aws.testing.ServiceFaults;
import io.millrace.aws.testing.ServiceStub;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Sink;

class KinesisSinkTest extends OwnSinkContract {
  @Override
  protected ServiceStub start(ServiceFaults faults) throws IOException {
    return ServiceStub.start(
        BatchProtocol.KINESIS, faults, record -> record.contains(OwnSinkContract.REFUSED));
  }

  @Override
  protected Sink<ResultLine> sink(
      ServiceStub service, DeadLetters deadLetters, SinkOptions options) {
    return KinesisSink.to(
        LocalAccess.to(service.endpoint()), new StreamName("results"), deadLetters, options);
  }

  @Override
  protected Sink<ResultLine> connector(
      ServiceStub service, DeadLetters deadLetters, SinkOptions options) {
    return KinesisSinks.open(
        LocalAccess.to(service.endpoint()), new StreamName("results"), deadLetters, options);
  }

  @Override
  protected Collection<String> arrived() {
    return service().accepted();
  }

  @Override
  protected ResultType type() {
    return ResultType.PRODUCT_REVENUE;
  }

  @Override
  protected int count() {
    return 10_000;
  }

  @Override
  protected int mostBytes() {
    return (1 << 20) - "p1".length();
  }

  @Override
  protected String described() {
    return "the Kinesis stream results";
  }
}
