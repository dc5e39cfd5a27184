package io.millrace.benchmarks.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Gson's reader, which reads characters, as strict as it can be. */
final class GsonCursor implements Cursor {
  private static final int MAX_DEPTH = 1000;

  @SuppressWarnings("NullAway.Init") // opened before anything is read
  private JsonReader reader;

  @SuppressWarnings("NullAway.Init")
  private Names names;

  @Override
  public void open(byte[] utf8, Names of) throws IOException {
    names = of;
    reader = new JsonReader(new StringReader(new String(utf8, StandardCharsets.UTF_8)));
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(MAX_DEPTH);
    reader.beginObject();
  }

  @Override
  public int next(int expected) throws IOException {
    return reader.hasNext() ? names.indexOf(reader.nextName(), expected) : END;
  }

  @Override
  public boolean takeNull() throws IOException {
    boolean isNull = reader.peek() == JsonToken.NULL;
    if (isNull) {
      reader.nextNull();
    }
    return isNull;
  }

  @Override
  public boolean isText() throws IOException {
    return reader.peek() == JsonToken.STRING;
  }

  @Override
  public String text() throws IOException {
    return reader.nextString();
  }

  @Override
  public long whole() throws IOException {
    return reader.nextLong();
  }

  @Override
  public double real() throws IOException {
    return reader.nextDouble();
  }

  @Override
  public BigDecimal exact() throws IOException {
    return new BigDecimal(reader.nextString());
  }

  @Override
  public boolean flag() throws IOException {
    return reader.nextBoolean();
  }

  @Override
  public void skip() throws IOException {
    reader.skipValue();
  }

  @Override
  public void close() throws IOException {
    reader.endObject();
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw new Refused("something follows");
    }
  }
}
