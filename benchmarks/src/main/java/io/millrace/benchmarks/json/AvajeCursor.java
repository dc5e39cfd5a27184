package io.millrace.benchmarks.json;

import io.avaje.json.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;

/** The reader of avaje-json, which knows the names beforehand; it cannot tell what follows. */
final class AvajeCursor implements Cursor {
  @SuppressWarnings("NullAway.Init") // opened before anything is read
  private JsonReader reader;

  @SuppressWarnings("NullAway.Init")
  private Names names;

  @Override
  public void open(byte[] utf8, Names of) {
    names = of;
    reader = Names.AVAJE.reader(utf8);
    reader.beginObject(of.avaje());
  }

  @Override
  public int next(int expected) {
    return reader.hasNextField() ? names.indexOf(reader.nextField(), expected) : END;
  }

  @Override
  public boolean takeNull() {
    return reader.isNullValue();
  }

  @Override
  public boolean isText() {
    return reader.currentToken() == JsonReader.Token.STRING;
  }

  @Override
  public String text() {
    return reader.readString();
  }

  @Override
  public long whole() {
    return reader.readLong();
  }

  @Override
  public double real() {
    return reader.readDouble();
  }

  @Override
  public BigDecimal exact() {
    return reader.readDecimal();
  }

  @Override
  public boolean flag() {
    return reader.readBoolean();
  }

  @Override
  public void skip() {
    reader.skipValue();
  }

  @Override
  public void close() throws IOException {
    reader.endObject();
    reader.close();
  }
}
