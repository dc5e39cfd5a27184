package io.millrace.json.mapping;

import com.google.re2j.Pattern;
import io.millrace.domain.event.Stream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping says.
 *
 * @param files patterns of the names of the files that it is for
 * @param records in JSON, the array whose elements are the records; null if the record itself is
 *     one
 * @param only which records are meant; all of these hold for them
 * @param fields where each field of the stream comes from, in the stream's order
 * @param separator between the cells of CSV
 * @param columns of CSV; none if the file's header says them
 * @param hasHeader whether the first line of a CSV file is no record
 * @param patterns of text, of which the first that matches a line counts
 * @param leavesOutUnmatched whether a line that none matches is not meant; else it is refused
 */
public record MappingSpec(
    Stream stream,
    Format format,
    List<String> files,
    @Nullable Path records,
    List<Condition> only,
    List<FieldSource> fields,
    char separator,
    List<String> columns,
    boolean hasHeader,
    List<Pattern> patterns,
    boolean leavesOutUnmatched) {
  /** What the records are written in. */
  public enum Format {
    /** Objects. */
    JSON,
    /** Cells of a line. */
    CSV,
    /** Parts of a line, by a regular expression. */
    TEXT
  }
}
