package io.millrace.benchmarks.json;

import com.dslplatform.json.BoolConverter;
import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.NumberConverter;
import java.io.IOException;
import java.math.BigDecimal;

/** dsl-json's reader as the code that it generates uses it; one reader for all records. */
final class DslJsonCursor implements Cursor {
  private final JsonReader<Object> reader = new DslJson<>().newReader();

  @SuppressWarnings("NullAway.Init") // opened before anything is read
  private Names names;

  private byte[] bytes = {};
  private boolean first;
  private boolean skipped;

  @Override
  public void open(byte[] utf8, Names of) throws IOException {
    names = of;
    bytes = utf8;
    reader.process(utf8, utf8.length);
    if (reader.getNextToken() != '{') {
      throw new Refused("not an object");
    }
    first = true;
    skipped = false;
  }

  @Override
  public int next(int expected) throws IOException {
    byte token = skipped ? reader.last() : reader.getNextToken(); // skipping goes one further
    skipped = false;
    if (token == '}') {
      return END;
    }
    if (!first) {
      if (token != ',') {
        throw new Refused("no comma");
      }
      token = reader.getNextToken();
    }
    first = false;
    if (token != '"') {
      throw new Refused("no name");
    }
    int index = names.indexOfDslJson(reader.fillName(), expected);
    boolean known = index >= 0 && reader.wasLastName(names.name(index));
    reader.getNextToken();
    return known ? index : UNKNOWN;
  }

  @Override
  public boolean takeNull() throws IOException {
    return reader.wasNull();
  }

  @Override
  public boolean isText() {
    return reader.last() == '"';
  }

  @Override
  public String text() throws IOException {
    return reader.readString();
  }

  @Override
  public long whole() throws IOException {
    return NumberConverter.deserializeLong(reader);
  }

  @Override
  public double real() throws IOException {
    return NumberConverter.deserializeDouble(reader);
  }

  @Override
  public BigDecimal exact() throws IOException {
    return NumberConverter.deserializeDecimal(reader);
  }

  @Override
  public boolean flag() throws IOException {
    return BoolConverter.deserialize(reader);
  }

  @Override
  public void skip() throws IOException {
    reader.skip();
    skipped = true;
  }

  @Override
  public void close() throws IOException {
    for (int i = reader.getCurrentIndex(); i < bytes.length; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        throw new Refused("something follows");
      }
    }
  }
}
