package io.millrace.application.codec;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.FieldWriter;
import io.millrace.domain.schema.Schema;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes fields in the forms of {@link Compact}. */
final class BinaryFieldWriter implements FieldWriter {
  private final DataOutput out;

  BinaryFieldWriter(DataOutput out) {
    this.out = out;
  }

  @Override
  public FieldWriter text(String value) {
    try {
      Compact.writeString(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter textOrNull(@Nullable String value) {
    try {
      Compact.writeOptional(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter flag(boolean value) {
    try {
      out.writeBoolean(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter whole(long value) {
    try {
      Compact.writeSigned(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter count(long value) {
    try {
      Compact.writeUnsigned(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter real(double value) {
    try {
      out.writeDouble(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter word(Enum<?> value) {
    try {
      out.writeByte(Compact.codeOf(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter decimal(BigDecimal value) {
    try {
      Compact.writeDecimal(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter currency(Currency value) {
    try {
      Compact.writeCurrency(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter money(Money value) {
    try {
      Compact.writeMoney(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter amounts(List<Money> values) {
    try {
      Compact.writeList(values, out, Compact::writeMoney);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter texts(List<String> values) {
    try {
      Compact.writeList(values, out, Compact::writeString);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter raw(byte[] value) {
    try {
      Compact.writeBytes(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public <T> FieldWriter object(Schema<T> schema, @Nullable T value) {
    try {
      out.writeBoolean(value != null);
      if (value != null) {
        schema.write(value, this);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public <T> FieldWriter objects(Schema<T> schema, List<T> values) {
    try {
      Compact.writeUnsigned(values.size(), out);
      for (T value : values) {
        schema.write(value, this);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter integer(int value) {
    return whole(value);
  }

  @Override
  public FieldWriter time(long epochMs) {
    return whole(epochMs);
  }

  @Override
  public FieldWriter amount(Money value) {
    return decimal(value.amount());
  }

  @Override
  public FieldWriter json(byte[] value) {
    return raw(value);
  }
}
