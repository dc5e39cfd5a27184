package io.millrace.traffic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Appends the fields of one JSON object to a buffer that is used again and again. Names are plain
 * ASCII and need no escapes; values may be any well-formed string. This is the hot path of the
 * generator, which is why it builds no tree.
 */
final class JsonLine {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private byte[] bytes = new byte[1024];
  private int length;

  JsonLine open() {
    length = 0;
    put('{');
    return this;
  }

  byte[] close() {
    put('}');
    return Arrays.copyOf(bytes, length);
  }

  JsonLine text(String name, String value) {
    name(name);
    put('"');
    characters(value);
    put('"');
    return this;
  }

  JsonLine texts(String name, List<String> values) {
    name(name);
    put('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        put(',');
      }
      put('"');
      characters(values.get(i));
      put('"');
    }
    put(']');
    return this;
  }

  JsonLine number(String name, long value) {
    name(name);
    digits(value);
    return this;
  }

  /**
   * Writes {@code unscaled / 10^scale} with exactly that many decimals, as a number or a string.
   */
  JsonLine decimal(String name, long unscaled, int scale, boolean quoted) {
    name(name);
    if (quoted) {
      put('"');
    }
    if (unscaled < 0) {
      put('-');
    }
    long magnitude = Math.abs(unscaled);
    long unit = 1;
    for (int i = 0; i < scale; i++) {
      unit *= 10;
    }
    digits(magnitude / unit);
    if (scale > 0) {
      put('.');
      for (long place = unit / 10, rest = magnitude % unit; place > 0; place /= 10) {
        put((char) ('0' + rest / place % 10));
      }
    }
    if (quoted) {
      put('"');
    }
    return this;
  }

  /** Writes a value that is JSON already, in ASCII. */
  JsonLine literal(String name, String json) {
    name(name);
    ascii(json);
    return this;
  }

  private void name(String name) {
    if (bytes[length - 1] != '{') {
      put(',');
    }
    put('"');
    ascii(name);
    put('"');
    put(':');
  }

  private void digits(long value) {
    if (value < 0) {
      put('-');
    }
    long magnitude = Math.abs(value);
    long place = 1;
    while (magnitude / place >= 10) {
      place *= 10;
    }
    for (; place > 0; place /= 10) {
      put((char) ('0' + magnitude / place % 10));
    }
  }

  @SuppressWarnings("deprecation") // drops the high bytes, which ASCII has not: a plain copy
  private void ascii(String text) {
    reserve(text.length());
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
  }

  private void characters(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    reserve(6 * utf8.length);
    for (byte unit : utf8) {
      if (unit == '"' || unit == '\\') {
        bytes[length++] = '\\';
        bytes[length++] = unit;
      } else if (unit >= 0 && unit < 0x20) {
        escape(unit);
      } else {
        bytes[length++] = unit;
      }
    }
  }

  private void escape(int point) {
    ascii("\\u00");
    bytes[length++] = HEX[point >> 4];
    bytes[length++] = HEX[point & 0xF];
  }

  private void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + more));
    }
  }
}
