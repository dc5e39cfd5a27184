package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/formats.md} says of fields is what the schemas say. */
class DocumentedFieldsTest {
  private static final Path FORMATS = Path.of("../docs/formats.md");

  /** Writes the documents instead of comparing them. */
  private static final boolean WRITES = "write".equals(System.getProperty("millrace.docs"));

  @Test
  void the_fields_of_streams() throws IOException {
    check("streams", Arrays.stream(Stream.values()).map(Stream::schema).toList());
  }

  @Test
  void the_fields_of_results() throws IOException {
    check("results", Arrays.stream(ResultType.values()).map(ResultType::schema).toList());
  }

  /** The second column of a table between two marks is ours, the others are their writer's. */
  private static void check(String table, List<? extends Schema<?>> schemas) throws IOException {
    String before = Files.readString(FORMATS);
    String mark = "<!-- fields of " + table + " -->\n";
    int from = before.indexOf(mark) + mark.length();
    int to = before.indexOf("<!-- end -->", from);
    assertThat(from).as(mark).isGreaterThan(mark.length());
    List<String> rows = before.substring(from, to).lines().toList();
    String written =
        rows.stream().limit(2).map(row -> row + "\n").collect(Collectors.joining())
            + schemas.stream().map(schema -> row(schema, rows)).collect(Collectors.joining());
    if (WRITES) {
      Files.writeString(FORMATS, before.substring(0, from) + written + before.substring(to));
    } else {
      assertThat(before.substring(from, to))
          .as("docs/formats.md; -Dmillrace.docs=write with this test writes it anew")
          .isEqualTo(written);
    }
  }

  private static String row(Schema<?> schema, List<String> rows) {
    String first = "| `" + schema.name() + "` |";
    String last =
        rows.stream()
            .filter(row -> row.startsWith(first))
            .map(row -> row.substring(row.indexOf('|', first.length())))
            .findFirst()
            .orElse("| |");
    return first + " " + list(schema) + " " + last + "\n";
  }

  private static String list(Schema<?> schema) {
    return schema.fields().stream()
        .map(DocumentedFieldsTest::field)
        .collect(Collectors.joining(", "));
  }

  private static String field(Field field) {
    String limits = limits(field.type());
    return field.name()
        + (field.type() instanceof FieldType.Raw ? " or " + field.name() + "_base64" : "")
        + (field.isRequired() ? "" : "?")
        + (limits.isEmpty() ? "" : " (" + limits + ")");
  }

  private static String limits(FieldType type) {
    if (type instanceof FieldType.Text text && text.reservedPrefix() != null) {
      return "not starting with `" + text.reservedPrefix() + "`";
    } else if (type instanceof FieldType.TwoWords two) {
      return words(List.of(two.ofTrue(), two.ofFalse()));
    } else if (type instanceof FieldType.Words words) {
      return words(words.spellings()) + (words.inAnyCase() ? "; any case" : "");
    } else if (type instanceof FieldType.Integer32 whole) {
      return whole.bounds().mayBeZero() && whole.bounds().min() < 0 ? "" : whole.bounds().inWords();
    } else if (type instanceof FieldType.Real real) {
      return real.inWords();
    } else if (type instanceof FieldType.Amount amount) {
      return amount.mayBeNegative() ? "" : "not negative";
    } else if (type instanceof FieldType.Amounts) {
      return "object: an amount for each currency";
    } else if (type instanceof FieldType.Texts) {
      return "array";
    } else if (type instanceof FieldType.NestedList records) {
      return "array: " + list(records.of());
    } else if (type instanceof FieldType.Nested record) {
      return record.oneOf().size() == 1
          ? "object of `" + record.oneOf().get(0).name() + "`"
          : record.oneOf().stream()
              .map(DocumentedFieldsTest::list)
              .collect(Collectors.joining("; or ", "object: ", ""));
    }
    return type instanceof FieldType.Json ? "object" : "";
  }

  private static String words(List<String> spellings) {
    return spellings.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }
}
