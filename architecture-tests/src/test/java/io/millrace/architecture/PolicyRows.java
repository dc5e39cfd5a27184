package io.millrace.architecture;

import io.millrace.domain.kernel.InvalidPolicy;
import io.millrace.domain.policy.CurrencyScales;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.FieldValues;
import io.millrace.json.JsonPolicies;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The default of each field of the policies, and what it must be. */
final class PolicyRows {
  private PolicyRows() {}

  /** By name: the default and the bounds. All currencies are one row. */
  static <P extends Serializable> Map<String, List<String>> of(PolicySection<P> section) {
    List<Field> fields = section.schema().fields();
    if (section.name().equals(CurrencyScales.SECTION.name())) {
      return Map.of(section.name(), List.of(scales(), mustBe(section, fields.get(0))));
    }
    Map<String, List<String>> rows = new LinkedHashMap<>();
    List<@Nullable Object> usual = FieldValues.of(section.schema(), section.normal());
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      rows.put(
          section.name() + "." + field.name(),
          List.of("`" + shown(field.type(), usual.get(i)) + "`", mustBe(section, field)));
    }
    return rows;
  }

  @SuppressWarnings("EnumOrdinal") // the place among the spellings
  private static String shown(FieldType type, @Nullable Object value) {
    return type instanceof FieldType.Words words && value instanceof Enum<?> word
        ? words.spellings().get(word.ordinal())
        : String.valueOf(value);
  }

  private static String scales() {
    Map<String, Set<String>> codes = new TreeMap<>();
    CurrencyScales.DEFAULT
        .byCode()
        .forEach(
            (code, scale) ->
                codes
                    .computeIfAbsent("`" + scale.toPlainString() + "`: ", unused -> new TreeSet<>())
                    .add(code));
    return codes.entrySet().stream()
            .map(of -> of.getKey() + String.join(", ", of.getValue()) + "; ")
            .collect(Collectors.joining())
        + "all others `1`";
  }

  /** What its refusal says of a value that is none, of one too small and of one too large. */
  private static String mustBe(PolicySection<?> section, Field field) {
    if (field.type() instanceof FieldType.Words words) {
      return words.spellings().stream().map(w -> "`" + w + "`").collect(Collectors.joining(", "));
    }
    Pattern refusal =
        Pattern.compile("\\b" + field.name() + " is [^,;]*, (?:must be )?(.*?)(?=;|$)");
    String wide = field.type() instanceof FieldType.Integer32 ? "2000000000" : "2000000000000000";
    Set<String> told = new LinkedHashSet<>();
    for (String value : List.of("", "-" + wide, wide)) {
      try {
        Map<String, String> given = Map.of(field.name(), value);
        JsonPolicies.of(Map.of(section.name(), given), List.of(section));
      } catch (InvalidPolicy e) {
        Matcher matcher = refusal.matcher(String.valueOf(e.getMessage()));
        while (matcher.find()) {
          told.add(matcher.group(1));
        }
      }
    }
    return String.join("; ", told).replace("number; from", "number from");
  }
}
