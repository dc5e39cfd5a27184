package io.millrace.application.codec;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.FieldWriter;
import io.millrace.domain.schema.Schema;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes fields in the forms of {@link Compact}. */
public final class BinaryFieldWriter implements FieldWriter {
  private final DataOutput out;

  /** A writer to the output. */
  public BinaryFieldWriter(DataOutput out) {
    this.out = out;
  }

  @Override
  public FieldWriter text(String value) throws IOException {
    Compact.writeString(value, out);
    return this;
  }

  @Override
  public FieldWriter textOrNull(@Nullable String value) throws IOException {
    Compact.writeOptional(value, out);
    return this;
  }

  @Override
  public FieldWriter flag(boolean value) throws IOException {
    out.writeBoolean(value);
    return this;
  }

  @Override
  public <T> FieldWriter optional(@Nullable T value, Put<T> put) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      put.to(value, this);
    }
    return this;
  }

  @Override
  public FieldWriter whole(long value) throws IOException {
    Compact.writeSigned(value, out);
    return this;
  }

  @Override
  public FieldWriter count(long value) throws IOException {
    Compact.writeUnsigned(value, out);
    return this;
  }

  @Override
  public FieldWriter real(double value) throws IOException {
    out.writeDouble(value);
    return this;
  }

  @Override
  public FieldWriter word(Enum<?> value) throws IOException {
    out.writeByte(Compact.codeOf(value));
    return this;
  }

  @Override
  public FieldWriter decimal(BigDecimal value) throws IOException {
    Compact.writeDecimal(value, out);
    return this;
  }

  @Override
  public FieldWriter currency(Currency value) throws IOException {
    Compact.writeCurrency(value, out);
    return this;
  }

  @Override
  public FieldWriter money(Money value) throws IOException {
    Compact.writeMoney(value, out);
    return this;
  }

  @Override
  public FieldWriter amounts(List<Money> values) throws IOException {
    Compact.writeList(values, out, Compact::writeMoney);
    return this;
  }

  @Override
  public FieldWriter texts(List<String> values) throws IOException {
    Compact.writeList(values, out, Compact::writeString);
    return this;
  }

  @Override
  public FieldWriter raw(byte[] value) throws IOException {
    Compact.writeBytes(value, out);
    return this;
  }

  @Override
  public <T> FieldWriter object(Schema<T> schema, @Nullable T value) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      schema.write(value, this);
    }
    return this;
  }

  @Override
  public <T> FieldWriter objects(Schema<T> schema, List<T> values) throws IOException {
    Compact.writeUnsigned(values.size(), out);
    for (T value : values) {
      schema.write(value, this);
    }
    return this;
  }

  @Override
  public FieldWriter integer(int value) throws IOException {
    return whole(value);
  }

  @Override
  public FieldWriter time(long epochMs) throws IOException {
    return whole(epochMs);
  }

  @Override
  public FieldWriter amount(Money value) throws IOException {
    return decimal(value.amount());
  }

  @Override
  public FieldWriter json(byte[] value) throws IOException {
    return raw(value);
  }
}
