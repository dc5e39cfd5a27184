package io.millrace.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that follow each other with nothing but white space between, as Firehose writes them
 * without a delimiter. For one thread.
 */
public final class JsonObjects {
  /**
   * As many in one place. The shortest record that can be read has 29 bytes, so that no record of
   * the greatest length holds more of them; without a bound, one full of <code>{}</code> would cost
   * a hundred times its size.
   */
  static final int MOST = 500_000;

  private final JsonSyntax syntax = new JsonSyntax();

  /** Where an object starts, and where it ends, exclusively. */
  public record Span(int from, int to) {}

  /**
   * Where the objects are in some bytes of UTF-8; nothing if the bytes are anything else than
   * objects by RFC 8259.
   */
  public List<Span> in(byte[] utf8) {
    List<Span> found = new ArrayList<>();
    try {
      RecordParser parser = syntax.parserOf(utf8);
      try {
        while (parser.nextToken() != null) {
          if (!parser.hasToken(JsonToken.START_OBJECT) || found.size() == MOST) {
            return List.of();
          }
          int from = parser.position() - 1;
          parser.skipChildren();
          found.add(new Span(from, parser.position()));
        }
        return found;
      } finally {
        parser.close();
      }
    } catch (JsonProcessingException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be read", e);
    }
  }
}
