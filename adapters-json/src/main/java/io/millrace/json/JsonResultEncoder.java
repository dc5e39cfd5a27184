package io.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes results, each as one JSON object on one line. Doubles have the shortest digits that read
 * back as the same double, whatever the JDK (before 19, {@code Double.toString} had more at times).
 */
final class JsonResultEncoder implements ResultEncoder {
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .rootValueSeparator("")
          .build();

  private final List<String> found = new ArrayList<>();
  private ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private JsonFieldWriter fields = newFields(buffer, found);

  @Override
  public byte[] encode(Result result) {
    boolean whole = false;
    try {
      write(result.schema(), result);
      whole = true;
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + result, e);
    } finally {
      if (whole && buffer.size() <= MAX_KEPT_BYTES) {
        buffer.reset();
      } else {
        startAnew();
      }
    }
  }

  @Override
  public List<String> found() {
    return List.copyOf(found);
  }

  private <R extends Result> void write(Schema<R> schema, Result result) throws IOException {
    @SuppressWarnings("unchecked") // a result has its own schema
    R own = (R) result;
    fields.write(schema, own);
  }

  private void startAnew() {
    buffer = new ByteArrayOutputStream();
    fields = newFields(buffer, found);
  }

  private static JsonFieldWriter newFields(ByteArrayOutputStream buffer, List<String> found) {
    try {
      JsonGenerator json = FACTORY.createGenerator(buffer);
      return new JsonFieldWriter(json, buffer, found);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
  }
}
