package io.millrace.benchmarks.json;

import com.alibaba.fastjson2.JSONReader;
import java.io.IOException;
import java.math.BigDecimal;

/** fastjson2's reader, which knows names by their hashes. */
final class FastjsonCursor implements Cursor {
  @SuppressWarnings("NullAway.Init") // opened before anything is read
  private JSONReader reader;

  @SuppressWarnings("NullAway.Init")
  private Names names;

  @Override
  public void open(byte[] utf8, Names of) throws IOException {
    names = of;
    reader = JSONReader.of(utf8);
    if (!reader.nextIfObjectStart()) {
      throw new Refused("not an object");
    }
  }

  @Override
  public int next(int expected) {
    return reader.nextIfObjectEnd()
        ? END
        : names.indexOfFastjson(reader.readFieldNameHashCode(), expected);
  }

  @Override
  public boolean takeNull() {
    return reader.nextIfNull();
  }

  @Override
  public boolean isText() {
    return reader.isString();
  }

  @Override
  public String text() {
    return reader.readString();
  }

  @Override
  public long whole() {
    return reader.readInt64Value();
  }

  @Override
  public double real() {
    return reader.readDoubleValue();
  }

  @Override
  public BigDecimal exact() {
    return reader.readBigDecimal();
  }

  @Override
  public boolean flag() {
    return reader.readBoolValue();
  }

  @Override
  public void skip() {
    reader.skipValue();
  }

  @Override
  public void close() throws IOException {
    if (!reader.isEnd()) {
      throw new Refused("something follows");
    }
    reader.close();
  }
}
