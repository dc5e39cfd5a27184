package io.millrace.application.codec;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.Schema;
import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link BinaryFieldWriter} wrote. */
final class BinaryFieldReader implements FieldReader {
  private final DataInput in;

  BinaryFieldReader(DataInput in) {
    this.in = in;
  }

  @Override
  public String text() {
    try {
      return Compact.readString(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable String textOrNull() {
    try {
      return Compact.readOptional(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean flag() {
    try {
      return in.readBoolean();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long whole() {
    try {
      return Compact.readSigned(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long count() {
    try {
      return Compact.readUnsigned(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double real() {
    try {
      return in.readDouble();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <W extends Enum<W>> W word(W[] values) {
    try {
      return values[in.readByte()];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BigDecimal decimal() {
    try {
      return Compact.readDecimal(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Currency currency() {
    try {
      return Compact.readCurrency(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Money money() {
    try {
      return Compact.readMoney(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Money> amounts() {
    try {
      return Compact.readList(in, Compact::readMoney);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> texts() {
    try {
      return Compact.readList(in, Compact::readString);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> List<T> objects(Schema<T> schema) {
    try {
      int size = Compact.readInt(in);
      List<T> list = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        list.add(schema.read(this));
      }
      return list;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int integer() {
    return Math.toIntExact(whole());
  }

  @Override
  public long time() {
    return whole();
  }

  @Override
  public Money amount(Currency currency) {
    return new Money(decimal(), currency);
  }
}
