package io.millrace.flink;

import io.millrace.domain.money.Currency;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The compact forms that all codecs are made of. They are part of every savepoint: never change.
 */
public final class Binary {
  private static final int UNSCALED_IS_BIG = 0x80;
  private static final int CODE_LENGTH = 3;

  private Binary() {}

  /** Writes a number in one to ten bytes, small magnitudes in few (zigzag, seven bits a byte). */
  public static void writeLong(long value, DataOutput out) throws IOException {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads what {@link #writeLong} has written. */
  public static long readLong(DataInput in) throws IOException {
    long rest = 0;
    int shift = 0;
    byte next;
    do {
      next = in.readByte();
      rest |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return (rest >>> 1) ^ -(rest & 1);
  }

  /** Writes a number of 32 bits like a long. */
  public static void writeInt(int value, DataOutput out) throws IOException {
    writeLong(value, out);
  }

  /** Reads what {@link #writeInt} has written. */
  public static int readInt(DataInput in) throws IOException {
    return Math.toIntExact(readLong(in));
  }

  /** Writes bytes behind their number. */
  public static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    writeInt(bytes.length, out);
    out.write(bytes);
  }

  /** Reads what {@link #writeBytes} has written. */
  public static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[readInt(in)];
    in.readFully(bytes);
    return bytes;
  }

  /** Writes text as UTF-8. */
  public static void writeText(String text, DataOutput out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  /** Reads what {@link #writeText} has written. */
  public static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  /** Writes an exact decimal number whose scale is from 0 to 127. */
  public static void writeDecimal(BigDecimal value, DataOutput out) throws IOException {
    if (value.scale() < 0 || value.scale() >= UNSCALED_IS_BIG) {
      throw new IOException("scale out of range: " + value);
    }
    BigInteger unscaled = value.unscaledValue();
    if (unscaled.bitLength() < Long.SIZE) {
      out.writeByte(value.scale());
      writeLong(unscaled.longValueExact(), out);
    } else {
      out.writeByte(value.scale() | UNSCALED_IS_BIG);
      writeBytes(unscaled.toByteArray(), out);
    }
  }

  /** Reads what {@link #writeDecimal} has written. */
  public static BigDecimal readDecimal(DataInput in) throws IOException {
    int scale = in.readUnsignedByte();
    if (scale < UNSCALED_IS_BIG) {
      return BigDecimal.valueOf(readLong(in), scale);
    }
    return new BigDecimal(new BigInteger(readBytes(in)), scale - UNSCALED_IS_BIG);
  }

  /** Writes a currency as the three letters of its code. */
  public static void writeCurrency(Currency currency, DataOutput out) throws IOException {
    for (int i = 0; i < CODE_LENGTH; i++) {
      out.writeByte(currency.code().charAt(i)); // Flink's writeBytes leaves gaps
    }
  }

  /** Reads what {@link #writeCurrency} has written. */
  public static Currency readCurrency(DataInput in) throws IOException {
    byte[] code = new byte[CODE_LENGTH];
    in.readFully(code);
    return Currency.of(new String(code, StandardCharsets.US_ASCII));
  }
}
