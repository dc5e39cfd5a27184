package io.millrace.benchmarks.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/** jackson-core as it comes: a parser for every record. */
final class JacksonCursor implements Cursor {
  private final JsonFactory factory = new JsonFactory();

  @SuppressWarnings("NullAway.Init") // opened before anything is read
  private JsonParser parser;

  @SuppressWarnings("NullAway.Init")
  private Names names;

  @Override
  public void open(byte[] utf8, Names of) throws IOException {
    names = of;
    parser = factory.createParser(utf8);
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new Refused("not an object");
    }
  }

  @Override
  public int next(int expected) throws IOException {
    String name = parser.nextFieldName();
    if (name == null) {
      return END;
    }
    parser.nextToken();
    return names.indexOf(name, expected);
  }

  @Override
  public boolean takeNull() {
    return parser.hasToken(JsonToken.VALUE_NULL);
  }

  @Override
  public boolean isText() {
    return parser.hasToken(JsonToken.VALUE_STRING);
  }

  @Override
  public String text() throws IOException {
    return parser.getText();
  }

  @Override
  public long whole() throws IOException {
    return parser.getLongValue();
  }

  @Override
  public double real() throws IOException {
    return parser.getDoubleValue();
  }

  @Override
  public BigDecimal exact() throws IOException {
    return isText() ? new BigDecimal(parser.getText()) : parser.getDecimalValue();
  }

  @Override
  public boolean flag() throws IOException {
    return parser.getBooleanValue();
  }

  @Override
  public void skip() throws IOException {
    parser.skipChildren();
  }

  @Override
  public void close() throws IOException {
    if (parser.nextToken() != null) {
      throw new Refused("something follows");
    }
    parser.close();
  }
}
