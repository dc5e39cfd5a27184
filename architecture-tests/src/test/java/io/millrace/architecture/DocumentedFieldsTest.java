package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.Schema;
import io.millrace.flink.sql.StreamTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema.UnresolvedPhysicalColumn;
import org.junit.jupiter.api.Test;

/** What the documents say of fields is what the schemas say. */
class DocumentedFieldsTest {
  /** Writes the documents instead of comparing them. */
  private static final boolean WRITES = "write".equals(System.getProperty("millrace.docs"));

  @Test
  void the_fields_of_streams() throws IOException {
    check("formats.md", "streams", lists(Stream.BUILT_IN.stream().map(Stream::schema)));
  }

  @Test
  void the_fields_of_results() throws IOException {
    check(
        "formats.md",
        "results",
        lists(Catalogue.installed().resultTypes().stream().map(ResultType::schema)));
  }

  @Test
  void the_columns_of_tables() throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Stream stream : Stream.BUILT_IN) {
      rows.put(stream.id(), List.of(columns(stream)));
    }
    check("sql.md", "tables", rows);
  }

  @Test
  void the_fields_of_policies() throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    Catalogue.installed().sections().forEach(section -> rows.putAll(PolicyRows.of(section)));
    check("policies.md", "policies", rows);
  }

  /**
   * Of each row of a table between two marks the first cell and those given are ours, the others
   * are their writer's.
   *
   * @param cells ours behind the first, which they are found by
   */
  private static void check(String document, String table, Map<String, List<String>> cells)
      throws IOException {
    Path file = Path.of("../docs", document);
    String before = Files.readString(file);
    String mark = "<!-- fields of " + table + " -->\n";
    int from = before.indexOf(mark) + mark.length();
    int to = before.indexOf("<!-- end -->", from);
    assertThat(from).as(mark).isGreaterThan(mark.length());
    List<String> rows = before.substring(from, to).lines().toList();
    StringBuilder written = new StringBuilder();
    rows.stream().limit(2).forEach(row -> written.append(row).append('\n'));
    cells.forEach(
        (name, ours) -> {
          String first = "| `" + name + "` | ";
          String last =
              rows.stream()
                  .filter(row -> row.startsWith(first))
                  .map(row -> row.split(" (?=\\|)", ours.size() + 2)[ours.size() + 1])
                  .findFirst()
                  .orElse("| |");
          written.append(first).append(String.join(" | ", ours)).append(' ').append(last);
          written.append('\n');
        });
    if (WRITES) {
      Files.writeString(file, before.substring(0, from) + written + before.substring(to));
    } else {
      assertThat(before.substring(from, to))
          .as("docs/%s; -Dmillrace.docs=write with this test writes it anew", document)
          .isEqualTo(written.toString());
    }
  }

  private static Map<String, List<String>> lists(
      java.util.stream.Stream<? extends Schema<?>> schemas) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    schemas.forEach(schema -> rows.put(schema.name(), List.of(list(schema))));
    return rows;
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

  /** Each with its type, unless it is text. */
  private static String columns(Stream stream) {
    return new StreamTable(stream)
        .columns().schema().getColumns().stream()
            .map(UnresolvedPhysicalColumn.class::cast)
            .map(
                column ->
                    column.getDataType().equals(DataTypes.STRING())
                        ? column.getName()
                        : column.getName() + " `" + column.getDataType() + "`")
            .collect(Collectors.joining(", "));
  }
}
