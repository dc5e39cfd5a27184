package io.millrace.application.codec;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.Schema;
import java.io.DataInput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link BinaryFieldWriter} wrote. */
public final class BinaryFieldReader implements FieldReader {
  private final DataInput in;

  /** A reader of what follows in the input. */
  public BinaryFieldReader(DataInput in) {
    this.in = in;
  }

  @Override
  public String text() throws IOException {
    return Compact.readString(in);
  }

  @Override
  public @Nullable String textOrNull() throws IOException {
    return Compact.readOptional(in);
  }

  @Override
  public boolean flag() throws IOException {
    return in.readBoolean();
  }

  @Override
  public <T> @Nullable T optional(Take<T> take) throws IOException {
    return in.readBoolean() ? take.from(this) : null;
  }

  @Override
  public long whole() throws IOException {
    return Compact.readSigned(in);
  }

  @Override
  public long count() throws IOException {
    return Compact.readUnsigned(in);
  }

  @Override
  public double real() throws IOException {
    return in.readDouble();
  }

  @Override
  public <W extends Enum<W>> W word(W[] values) throws IOException {
    return values[in.readByte()];
  }

  @Override
  public BigDecimal decimal() throws IOException {
    return Compact.readDecimal(in);
  }

  @Override
  public Currency currency() throws IOException {
    return Compact.readCurrency(in);
  }

  @Override
  public Money money() throws IOException {
    return Compact.readMoney(in);
  }

  @Override
  public List<Money> amounts() throws IOException {
    return Compact.readList(in, Compact::readMoney);
  }

  @Override
  public List<String> texts() throws IOException {
    return Compact.readList(in, Compact::readString);
  }

  @Override
  public <T> List<T> objects(Schema<T> schema) throws IOException {
    int size = Compact.readInt(in);
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(schema.read(this));
    }
    return list;
  }

  @Override
  public int integer() throws IOException {
    return Math.toIntExact(whole());
  }

  @Override
  public long time() throws IOException {
    return whole();
  }

  @Override
  public Money amount(Currency currency) throws IOException {
    return new Money(decimal(), currency);
  }
}
