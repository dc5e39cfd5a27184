package io.millrace.aws.testing;

import io.millrace.aws.testing.ServiceStub.Answer;
import io.millrace.aws.testing.ServiceStub.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;

/**
 * An emulator behind the stub, of DynamoDB or Kinesis: a call that is not to fail goes on to it as
 * a whole.
 */
public final class ForwardProtocol implements ServiceStub.Protocol {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.0";

  private final URI emulator;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public ForwardProtocol(URI emulator) {
    this.emulator = emulator;
  }

  @Override
  public Answer answer(Call call, ServiceStub stub) throws IOException {
    if (stub.judge(call.body()) != ServiceStub.Verdict.ACCEPTED) {
      return failure(400, "ProvisionedThroughputExceededException", "not now");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(emulator).POST(HttpRequest.BodyPublishers.ofString(call.body()));
    call.headers()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.startsWith("x-amz")
                  || lower.equals("authorization")
                  || lower.equals("content-type")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), CONTENT_TYPE, response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the emulator worked", e);
    }
  }

  @Override
  public Answer failure(int status, String code, String message) {
    return new Answer(
        status,
        CONTENT_TYPE,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
            + code
            + "\",\"message\":\""
            + message
            + "\"}");
  }
}
