package io.millrace.benchmarks.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Origin;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Records at the edges of RFC 8259 and of the contract, and what libraries make of them. */
final class Strictness {
  private static final String REQUEST =
      "{\"event_id\":\"e1\",\"endpoint_id\":\"cart\",\"latency_ms\":12.75,\"status_code\":200,"
          + "\"event_time\":\"2026-11-23T10:00:00Z\"}";

  /** A record that must be taken, or refused. */
  private record Case(String name, RawRecord record, boolean valid) {}

  private final List<Case> cases = new ArrayList<>();

  Strictness() {
    bytes("a byte that UTF-8 does not have, 0xFF", 0xFF);
    bytes("an overlong form of UTF-8, C0 80", 0xC0, 0x80);
    bytes("a surrogate in UTF-8, ED A0 80", 0xED, 0xA0, 0x80);
    bytes("a sequence of UTF-8 cut off, E2 82", 0xE2, 0x82);
    add("UTF-16", REQUEST.getBytes(StandardCharsets.UTF_16BE), false);
    bad("a byte-order mark", "\uFEFF" + REQUEST);
    bad("nothing", "");
    bad("no closing brace", REQUEST.substring(0, REQUEST.length() - 1));
    bad("a letter behind it", REQUEST + "x");
    bad("a brace behind it", REQUEST + "}");
    bad("a second object behind it", REQUEST + REQUEST);
    bad("a comma before the closing brace", REQUEST.replace("}", ",}"));
    bad("a comma before a closing bracket", unknown("[1,]"));
    bad("no comma between fields", REQUEST.replace(",\"latency", " \"latency"));
    bad("a comment", REQUEST.replace("{", "{/**/"));
    bad("single quotes", REQUEST.replace('"', '\''));
    bad("a name without quotes", REQUEST.replace("{", "{x:1,"));
    bad("= for a colon", REQUEST.replace(":12.75", "=12.75"));
    bad("01", value("012.75"));
    bad("+1", value("+12.75"));
    bad("1.", value("12."));
    bad(".5", value(".5"));
    bad("NaN", value("NaN"));
    bad("01 in an unknown field", unknown("01"));
    bad("NaN in an unknown field", unknown("NaN"));
    bad("a tab in a string", text("e\t1"));
    bad("a tab in an unknown string", unknown("\"\t\""));
    bad("an escape that is none, \\x", text("\\x"));
    bad("an escape that is none, \\u12G4", text("\\u12G4"));
    bad("half a surrogate pair, escaped, in an identifier", text("e\\ud800"));
    bad("a no-break space between tokens", REQUEST.replace("{", "{\u00A0"));
    bad("a word that is none, nul", unknown("nul"));
    bad("a field twice", REQUEST.replace("{", "{\"status_code\":404,"));
    bad("1,001 levels", unknown("[".repeat(1000) + "]".repeat(1000)));
    bad("a million levels", unknown("[".repeat(1_000_000) + "]".repeat(1_000_000)));
    good(
        "white space between tokens",
        REQUEST.replace("\":", "\" :\r\n\t").replace(",", " , ") + "\n");
    good("escapes in a name", REQUEST.replace("event_id", "event\\u005fid"));
    good("half a surrogate pair, escaped, in an unknown field", unknown("\"\\ud800\""));
    good("1e99999 in an unknown field", unknown("-1.5e99999"));
    good("1,000 levels", unknown("[".repeat(999) + "]".repeat(999)));
    good("objects in an unknown field", unknown("{\"event_id\":[1,{\"y\":null}],\"\":{}}"));
  }

  /** Prints what each library does with each record. */
  void print(PrintStream out) {
    StringBuilder head = new StringBuilder("| record |");
    StringBuilder rule = new StringBuilder("|---|");
    for (Library library : Library.values()) {
      head.append(' ').append(library.title()).append(" |");
      rule.append("---|");
    }
    out.println(head);
    out.println(rule);
    Map<Library, Integer> asOurs = new EnumMap<>(Library.class);
    for (Case one : cases) {
      StringBuilder row = new StringBuilder("| " + one.name + " |");
      String ours = verdict(Library.MILLRACE, one);
      if (ours.equals("takes") != one.valid) {
        throw new IllegalStateException("our decoder " + ours + " " + one.name);
      }
      for (Library library : Library.values()) {
        String verdict = verdict(library, one);
        boolean same = verdict.equals(ours);
        asOurs.merge(library, same ? 1 : 0, Integer::sum);
        row.append(same ? " " + verdict + " |" : " **" + verdict + "** |");
      }
      out.println(row);
    }
    StringBuilder sum = new StringBuilder("| as ours, of " + cases.size() + " |");
    for (int same : asOurs.values()) {
      sum.append(' ').append(same).append(" |");
    }
    out.println(sum);
  }

  private static String verdict(Library library, Case one) {
    try {
      library.open().read(Stream.REQUESTS, one.record);
      return "takes";
    } catch (StackOverflowError e) {
      return "overflows";
    } catch (Exception e) {
      return "refuses";
    }
  }

  private void bad(String name, String json) {
    add(name, json.getBytes(StandardCharsets.UTF_8), false);
  }

  private void good(String name, String json) {
    add(name, json.getBytes(StandardCharsets.UTF_8), true);
  }

  /** Some bytes in the place of a character of the event's id. */
  private void bytes(String name, int... bytes) {
    byte[] before = REQUEST.substring(0, 13).getBytes(StandardCharsets.UTF_8);
    byte[] after = REQUEST.substring(14).getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[before.length + bytes.length + after.length];
    System.arraycopy(before, 0, all, 0, before.length);
    for (int i = 0; i < bytes.length; i++) {
      all[before.length + i] = (byte) bytes[i];
    }
    System.arraycopy(after, 0, all, before.length + bytes.length, after.length);
    add(name, all, false);
  }

  private void add(String name, byte[] bytes, boolean valid) {
    cases.add(new Case(name, new RawRecord(bytes, new Origin.FileLine("strict", 1)), valid));
  }

  private static String text(String id) {
    return REQUEST.replace("\"e1\"", "\"" + id + "\"");
  }

  private static String value(String number) {
    return REQUEST.replace("12.75", number);
  }

  private static String unknown(String json) {
    return REQUEST.replace("{", "{\"x\":" + json + ",");
  }
}
