package io.millrace.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways in which records go wrong. */
enum Mutation {
  FLIP_A_BIT {
    @Override
    byte[] apply(byte[] record, Random random) {
      byte[] changed = record.clone();
      if (changed.length > 0) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return changed;
    }
  },
  REPLACE_A_BYTE {
    @Override
    byte[] apply(byte[] record, Random random) {
      byte[] changed = record.clone();
      if (changed.length > 0) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      return changed;
    }
  },
  TRUNCATE {
    @Override
    byte[] apply(byte[] record, Random random) {
      return Arrays.copyOf(record, random.nextInt(record.length + 1));
    }
  },
  DELETE_A_RANGE {
    @Override
    byte[] apply(byte[] record, Random random) {
      int from = random.nextInt(record.length + 1);
      int to = from + random.nextInt(Math.min(20, record.length - from) + 1);
      return splice(record, from, to, new byte[0]);
    }
  },
  INSERT_A_TOKEN {
    @Override
    byte[] apply(byte[] record, Random random) {
      int at = random.nextInt(record.length + 1);
      return splice(record, at, at, bytes(TOKENS[random.nextInt(TOKENS.length)]));
    }
  },
  DUPLICATE_A_RANGE {
    @Override
    byte[] apply(byte[] record, Random random) {
      int from = random.nextInt(record.length + 1);
      int to = from + random.nextInt(Math.min(60, record.length - from) + 1);
      return splice(record, to, to, Arrays.copyOfRange(record, from, to));
    }
  },
  REPLACE_A_VALUE {
    @Override
    byte[] apply(byte[] record, Random random) {
      return rewrite(record, random, ":" + TOKENS[random.nextInt(TOKENS.length)]);
    }
  },
  REPEAT_A_FIELD {
    @Override
    byte[] apply(byte[] record, Random random) {
      String token = TOKENS[random.nextInt(TOKENS.length)];
      return rewrite(record, random, ":" + token + ",\"event_id\":\"again\"");
    }
  },
  ADD_AN_UNKNOWN_FIELD {
    @Override
    byte[] apply(byte[] record, Random random) {
      String token = TOKENS[random.nextInt(TOKENS.length)];
      String name = "x" + random.nextInt(100_000);
      return splice(
          record,
          Math.min(1, record.length),
          Math.min(1, record.length),
          bytes("\"" + name + "\":" + token + ","));
    }
  },
  SWAP_TWO_VALUES {
    @Override
    byte[] apply(byte[] record, Random random) {
      String[] parts = text(record).split(":", -1);
      int a = random.nextInt(parts.length);
      int b = random.nextInt(parts.length);
      String part = parts[a];
      parts[a] = parts[b];
      parts[b] = part;
      return bytes(String.join(":", parts));
    }
  },
  NEST_DEEPLY {
    @Override
    byte[] apply(byte[] record, Random random) {
      int depth = random.nextInt(40) == 0 ? random.nextInt(2000) : random.nextInt(20);
      boolean arrays = random.nextBoolean();
      String nested =
          (arrays ? "[" : "{\"a\":").repeat(depth)
              + (random.nextInt(9) == 0 ? "" : "1")
              + (arrays ? "]" : "}").repeat(random.nextInt(9) == 0 ? depth / 2 : depth);
      return rewrite(record, random, ":1,\"deep\":" + nested);
    }
  };

  private static final Pattern VALUE = Pattern.compile(":(\"[^\"]*\"|[^,}\"]+)");

  private static final String[] TOKENS = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1.5",
    "1e5",
    "1E+400",
    "-1e-400",
    "1e999999999",
    "99999999999999999999",
    "0.00001",
    "01",
    "-",
    "\"\"",
    "\" \"",
    "\"a\"",
    "\"12.34\"",
    "\"EUR\"",
    "\"latency:x\"",
    "\"PLACED\"",
    "\"cancelled\"",
    "\"\\ud800\"",
    "\"\\ud83d\\ude00\"",
    "\"\\u0000\"",
    "\"é\"",
    "\"1969-12-31T23:59:59Z\"",
    "\"2024-02-29T23:59:59.9999Z\"",
    "[]",
    "{}",
    "[1,\"a\",{}]",
    "{\"event_id\":1}",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\u0000",
    "\uFEFF",
    "//",
    "/**/",
    "NaN",
    "Infinity",
    "'",
    "\u2028",
    "\uD83D\uDE00"
  };

  /** A changed copy of a record. */
  abstract byte[] apply(byte[] record, Random random);

  /** Replaces one of the values, with the colon before it. */
  private static byte[] rewrite(byte[] record, Random random, String replacement) {
    Matcher values = VALUE.matcher(text(record));
    int skipped = random.nextInt(9);
    StringBuilder changed = new StringBuilder();
    while (values.find()) {
      if (skipped-- == 0) {
        values.appendReplacement(changed, Matcher.quoteReplacement(replacement));
        break;
      }
    }
    return bytes(values.appendTail(changed).toString());
  }

  private static byte[] splice(byte[] record, int from, int to, byte[] inserted) {
    byte[] changed = new byte[from + inserted.length + record.length - to];
    System.arraycopy(record, 0, changed, 0, from);
    System.arraycopy(inserted, 0, changed, from, inserted.length);
    System.arraycopy(record, to, changed, from + inserted.length, record.length - to);
    return changed;
  }

  /** One character a byte, so that bytes that are not UTF-8 survive. */
  private static String text(byte[] record) {
    return new String(record, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      if (text.charAt(i) > 0xFF) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }
}
