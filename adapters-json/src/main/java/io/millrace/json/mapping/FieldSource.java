package io.millrace.json.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a field of the stream comes from.
 *
 * @param field its name
 * @param paths what it is made of
 * @param literals of a template, what stands before, between and behind the paths
 * @param absent texts that stand for no value
 * @param words what becomes of each value; null if values are taken as they are
 * @param otherwise what becomes of all other values; null if they are refused
 * @param time how times are written, of which the first that fits counts; none as in the stream's
 *     own records
 * @param times what a number is multiplied by, or null
 * @param minorUnits if the amount is in minor units: by currency, how many decimals those make,
 *     where that is not as usual; else null
 * @param usual what stands where there is no value, or null
 */
public record FieldSource(
    String field,
    Kind kind,
    List<Path> paths,
    List<String> literals,
    List<String> absent,
    @Nullable Map<String, String> words,
    @Nullable String otherwise,
    List<TimeFormat> time,
    @Nullable BigDecimal times,
    @Nullable Map<String, Integer> minorUnits,
    @Nullable String usual) {

  /** What the paths are to each other. */
  public enum Kind {
    /** The first that has a value counts. */
    FIRST,
    /** There are none, but a constant: {@link #usual}. */
    CONSTANT,
    /** Their values stand in a text. */
    TEMPLATE,
    /** Their values make an id. */
    ID,
    /** Their values are added; an absent one counts as 0. */
    SUM
  }

  /** Whether the value of one path is taken as it is. */
  public boolean isPlain() {
    return kind == Kind.FIRST
        && paths.size() == 1
        && !paths.get(0).isPlace()
        && absent.isEmpty()
        && words == null
        && time.isEmpty()
        && times == null
        && minorUnits == null
        && usual == null;
  }

  /** Where it comes from, in a message. */
  public String from() {
    return String.join(", ", paths.stream().map(Path::text).toList());
  }
}
