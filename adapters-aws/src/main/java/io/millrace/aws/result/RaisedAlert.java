package io.millrace.aws.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The alert in a signal that raises one. */
public final class RaisedAlert {
  private static final JsonFactory FACTORY = new JsonFactory();

  private RaisedAlert() {}

  /**
   * The alert, byte for byte as the signal holds it; empty where the signal holds none.
   *
   * @throws IllegalArgumentException if the signal is not one JSON object
   */
  public static Optional<ResultLine> in(ResultLine signal) {
    try (JsonParser json = FACTORY.createParser(signal.json())) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        if (name.equals("alert") && value == JsonToken.START_OBJECT) {
          int end = (int) json.currentLocation().getByteOffset();
          byte[] alert = Arrays.copyOfRange(signal.json(), start, end);
          return Optional.of(new ResultLine(ResultType.ALERTS, signal.foundWithin(), alert));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalArgumentException("a signal that is not a JSON object", e);
    }
  }
}
