package io.millrace.flink.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A file of SQL with gaps like <code>${failures}</code>. Only numbers fill them, so that no policy
 * can say anything else in SQL.
 */
public final class Template {
  private final String text;

  private Template(String text) {
    this.text = text;
  }

  /** The file of a name, which lies beside a class. */
  public static Template beside(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + name + " beside " + owner.getName());
      }
      return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** Fills a gap with a whole number. */
  public Template with(String gap, long number) {
    return fill(gap, Long.toString(number));
  }

  /** Fills a gap with a length of time, from a millisecond to a day. */
  public Template withInterval(String gap, long ms) {
    String seconds = BigDecimal.valueOf(ms, 3).toPlainString();
    return fill(gap, "INTERVAL '" + seconds + "' SECOND(5, 3)");
  }

  /** The whole text; there must be no gap left. */
  public String text() {
    if (text.contains("${")) {
      throw new IllegalStateException("a gap is left in: " + text);
    }
    return text;
  }

  private Template fill(String gap, String with) {
    String marked = "${" + gap + "}";
    if (!text.contains(marked)) {
      throw new IllegalArgumentException("there is no gap " + gap + " in: " + text);
    }
    return new Template(text.replace(marked, with));
  }
}
