package io.millrace.application.codec;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forms that all codecs are made of. Integers take seven bits a byte, lowest first, so that
 * small ones are short; signed ones are folded first (0, -1, 1, -2, ...).
 */
public final class Compact {
  private static final int LETTERS = 26;
  private static final int DIGITS_OF_ANY_LONG = 18;
  private static final @Nullable Currency[] CURRENCIES = currenciesByIndex();

  private Compact() {}

  /** Writes an integer that is seldom negative. */
  public static void writeUnsigned(long value, DataOutput out) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads what {@link #writeUnsigned} wrote. */
  public static long readUnsigned(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("an integer of more than ten bytes");
  }

  /** Writes an integer of any sign. */
  public static void writeSigned(long value, DataOutput out) throws IOException {
    writeUnsigned(value << 1 ^ value >> 63, out);
  }

  /** Reads what {@link #writeSigned} wrote. */
  public static long readSigned(DataInput in) throws IOException {
    long folded = readUnsigned(in);
    return folded >>> 1 ^ -(folded & 1);
  }

  /** Reads a size or another integer of 32 bits that {@link #writeUnsigned} wrote. */
  public static int readInt(DataInput in) throws IOException {
    return Math.toIntExact(readUnsigned(in));
  }

  /**
   * The number of an enum's value, less than 128. It stands in checkpoints: values may be added at
   * the end of an enum, and the others never change places.
   */
  @SuppressWarnings("EnumOrdinal") // see above
  public static int codeOf(Enum<?> value) {
    return value.ordinal();
  }

  /** Writes bytes after their number. */
  public static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    writeUnsigned(bytes.length, out);
    out.write(bytes);
  }

  /** Reads what {@link #writeBytes} wrote. */
  public static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[readInt(in)];
    in.readFully(bytes);
    return bytes;
  }

  /** Writes Unicode text; a lone surrogate becomes a question mark. */
  public static void writeString(String text, DataOutput out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  /** Reads what {@link #writeString} wrote. */
  public static String readString(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  /** Writes text that may be absent. */
  public static void writeOptional(@Nullable String text, DataOutput out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      writeString(text, out);
    }
  }

  /** Reads what {@link #writeOptional} wrote. */
  public static @Nullable String readOptional(DataInput in) throws IOException {
    return in.readBoolean() ? readString(in) : null;
  }

  /** Writes a decimal with its scale: the scale's last bit tells a long from a larger number. */
  public static void writeDecimal(BigDecimal value, DataOutput out) throws IOException {
    if (value.precision() <= DIGITS_OF_ANY_LONG) { // makes no BigInteger, which most need not
      writeSigned((long) value.scale() << 1, out);
      writeSigned(value.scaleByPowerOfTen(value.scale()).longValue(), out);
      return;
    }
    BigInteger unscaled = value.unscaledValue();
    boolean large = unscaled.bitLength() > 63;
    writeSigned((long) value.scale() << 1 | (large ? 1 : 0), out);
    if (large) {
      writeBytes(unscaled.toByteArray(), out);
    } else {
      writeSigned(unscaled.longValue(), out);
    }
  }

  /** Reads what {@link #writeDecimal} wrote. */
  public static BigDecimal readDecimal(DataInput in) throws IOException {
    long head = readSigned(in);
    int scale = Math.toIntExact(head >> 1);
    return (head & 1) == 0
        ? BigDecimal.valueOf(readSigned(in), scale)
        : new BigDecimal(new BigInteger(readBytes(in)), scale);
  }

  /** Writes the three letters of a currency, in two bytes. */
  public static void writeCurrency(Currency currency, DataOutput out) throws IOException {
    out.writeShort(indexOf(currency));
  }

  /** Reads what {@link #writeCurrency} wrote. */
  public static Currency readCurrency(DataInput in) throws IOException {
    int index = in.readUnsignedShort();
    Currency found = index < CURRENCIES.length ? CURRENCIES[index] : null;
    if (found == null) {
      throw new IOException("no active currency has the index " + index);
    }
    return found;
  }

  /** Writes an amount and its currency. */
  public static void writeMoney(Money money, DataOutput out) throws IOException {
    writeCurrency(money.currency(), out);
    writeDecimal(money.amount(), out);
  }

  /** Reads what {@link #writeMoney} wrote. */
  public static Money readMoney(DataInput in) throws IOException {
    Currency currency = readCurrency(in);
    return new Money(readDecimal(in), currency);
  }

  /** Writes one element of a list. */
  @FunctionalInterface
  public interface Writer<T> {
    /** Writes it. */
    void write(T value, DataOutput out) throws IOException;
  }

  /** Reads one element of a list. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads it. */
    T read(DataInput in) throws IOException;
  }

  /** Writes elements after their number. */
  public static <T> void writeList(Collection<T> list, DataOutput out, Writer<T> writer)
      throws IOException {
    writeUnsigned(list.size(), out);
    for (T element : list) {
      writer.write(element, out);
    }
  }

  /** Reads what {@link #writeList} wrote, into a list that may be changed. */
  public static <T> List<T> readList(DataInput in, Reader<T> reader) throws IOException {
    int size = readInt(in);
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(reader.read(in));
    }
    return list;
  }

  private static int indexOf(Currency currency) {
    String code = currency.code();
    int index = 0;
    for (int i = 0; i < 3; i++) {
      index = index * LETTERS + code.charAt(i) - 'A';
    }
    return index;
  }

  private static @Nullable Currency[] currenciesByIndex() {
    @Nullable Currency[] byIndex = new @Nullable Currency[LETTERS * LETTERS * LETTERS];
    for (Currency currency : Currency.active()) {
      byIndex[indexOf(currency)] = currency;
    }
    return byIndex;
  }
}
