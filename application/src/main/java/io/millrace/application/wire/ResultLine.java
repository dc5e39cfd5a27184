package io.millrace.application.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.domain.kernel.ContentHash;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A result in its wire format, without a line end: what travels from the decisions to the sinks.
 *
 * @param found the texts of the fields that {@link Field#isFoundBy the result is found by}, in
 *     their order; those of a record within it follow
 * @param json not to be changed by anyone
 * @param trace the trace of the one record that the result is about, if it has one
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: lines are never compared
public record ResultLine(ResultType type, List<String> found, byte[] json, @Nullable String trace) {
  private static final String THE_ONE_KEY = "dashboard";

  /** A result that belongs to no trace. */
  public ResultLine(ResultType type, List<String> found, byte[] json) {
    this(type, found, json, null);
  }

  /**
   * What the result is about: the key of its decision, at most 264 code points. Results that are
   * about everything have the same one.
   */
  public String key() {
    return texts(Role.KEY).findFirst().orElse(THE_ONE_KEY);
  }

  /**
   * The result's own id; of a signal the alert's and the phase, so that an alert which is raised
   * again has the same one whatever it has observed. Where a result has none, {@link #contentId}.
   */
  public String id() {
    String own = texts(Role.ID).collect(Collectors.joining("-"));
    return own.isEmpty() ? contentId() : own;
  }

  /**
   * An id that follows from the content: the hash of the type's name, a line feed, and the result's
   * bytes.
   */
  public String contentId() {
    return ContentHash.of((type.id() + "\n").getBytes(UTF_8), json);
  }

  /** The more, the newer: never less for a value that has seen more. */
  public long revision() {
    return texts(Role.REVISION).mapToLong(Long::parseLong).sum();
  }

  /**
   * The text of a field that the result is found by.
   *
   * @throws IllegalArgumentException if it is found by no such field
   */
  public String text(String name) {
    return texts(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type.id() + " are not found by " + name));
  }

  /** What the record within it is found by; empty where there is none. */
  public List<String> foundWithin() {
    return found.subList(type.foundBy().size(), found.size());
  }

  private Stream<String> texts(Role role) {
    return texts(field -> field.is(role));
  }

  private Stream<String> texts(Predicate<Field> which) {
    List<Field> fields = type.foundBy();
    return IntStream.range(0, fields.size())
        .filter(i -> which.test(fields.get(i)))
        .mapToObj(found::get);
  }
}
