package io.millrace.json.streams;

import io.millrace.domain.event.DeclaredEvent;
import io.millrace.domain.event.Stream;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.Role;
import io.millrace.json.Nearest;
import io.millrace.json.yaml.Faults;
import io.millrace.json.yaml.InvalidFile;
import io.millrace.json.yaml.Section;
import io.millrace.json.yaml.Yaml;
import io.millrace.json.yaml.YamlFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file that declares streams. Collects every fault. */
public final class StreamFile {
  private static final int MOST = 100;
  private static final String NAME = "[a-z][a-z0-9_]{0,63}";
  private static final long DAY_MS = 86_400_000;
  private static final double LARGEST = 1e150;
  private static final String EVENT_TIME = "event_time";

  private static final List<String> TYPES =
      List.of(
          "identifier", "name", "flag", "word", "integer", "number", "amount", "currency", "time");

  private final Faults faults;
  private final Set<String> taken = new HashSet<>();

  private StreamFile(Faults faults, Collection<Stream> taken) {
    this.faults = faults;
    taken.forEach(stream -> this.taken.add(stream.id()));
  }

  /**
   * Reads the streams that a file declares.
   *
   * @param file names it in messages
   * @param taken streams whose names it must not use
   * @throws InvalidFile with everything that is wrong with it
   */
  public static List<Stream> read(String file, byte[] utf8, Collection<Stream> taken) {
    Faults faults = new Faults("streams " + file);
    Yaml yaml = YamlFile.read("streams " + file, utf8, faults);
    Section section = Section.of("", yaml, faults);
    List<Stream> streams =
        section == null ? List.of() : new StreamFile(faults, taken).streams(section);
    faults.check();
    return streams;
  }

  private List<Stream> streams(Section file) {
    List<Stream> streams = new ArrayList<>();
    for (Section each : sections(file, "streams", "streams")) {
      Stream stream = stream(each);
      if (stream != null) {
        streams.add(stream);
      }
    }
    file.refuseUnknown();
    return streams;
  }

  /** The mappings of a list that must be there. */
  private List<Section> sections(Section of, String key, String path) {
    List<Section> found = new ArrayList<>();
    Yaml value = of.value(key);
    if (!(value instanceof Yaml.Sequence sequence) || sequence.values().isEmpty()) {
      of.wrong(key, value, "a list with at least one of them");
      return found;
    }
    if (sequence.values().size() > MOST) {
      of.fault(key, "has " + sequence.values().size() + " of them, must have at most " + MOST);
    }
    for (int i = 0; i < sequence.values().size(); i++) {
      Section each = Section.of(path + "[" + i + "]", sequence.values().get(i), faults);
      if (each != null) {
        found.add(each);
      }
    }
    return found;
  }

  private @Nullable Stream stream(Section section) {
    String name = name(section);
    if (!name.isEmpty() && !taken.add(name)) {
      section.fault("name", "is " + name + ", which is a stream already: choose another name");
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Section each : sections(section, "fields", section.path("fields"))) {
      Field field = field(each);
      if (field != null && fields.put(field.name(), field) != null) {
        each.fault("name", "is " + field.name() + " twice, must be there once");
      }
    }
    time(section, fields);
    roles(section, "key", section.texts("key"), Role.KEY, fields);
    List<String> drops = section.texts("drops");
    roles(section, "drops", drops, Role.DROPS, fields);
    List<String> given = section.texts("id");
    List<String> id = given.isEmpty() ? List.of("event_id") : given;
    require(section, "id", id, fields);
    if (id.size() == 1 && fields.containsKey(id.get(0))) {
      fields.computeIfPresent(id.get(0), (none, field) -> field.id());
    }
    if (!section.has("key")) {
      faults.add(section.place(), section.path("key") + " is missing, must name a field");
    }
    currencies(section, fields);
    Long bound = section.whole("out_of_orderness_ms", 0, DAY_MS);
    section.refuseUnknown();
    if (!faults.isEmpty()) {
      return null;
    }
    Stream stream = DeclaredEvent.stream(name, List.copyOf(fields.values()), id);
    return bound == null ? stream : stream.outOfOrderBy(bound);
  }

  private String name(Section section) {
    String name = section.required("name");
    if (!name.isEmpty() && !name.matches(NAME)) {
      section.wrong(
          "name",
          section.value("name"),
          "a small letter, and up to 63 small letters, digits and underscores");
      return "";
    }
    return name;
  }

  private void time(Section section, Map<String, Field> fields) {
    Field time = fields.get(EVENT_TIME);
    if (time == null || !(time.type() instanceof FieldType.Time) || !time.isRequired()) {
      section.fault("fields", "must have event_time, of type time and not optional");
    } else {
      fields.put(EVENT_TIME, time.as(Role.TIME));
    }
  }

  private void roles(
      Section section, String key, List<String> names, Role role, Map<String, Field> fields) {
    require(section, key, names, fields);
    if (role == Role.DROPS && names.size() > 1) {
      section.fault(key, "names several fields, must name one");
    }
    for (String name : names) {
      Field field = fields.get(name);
      if (field == null) {
        continue;
      }
      boolean isText =
          field.type() instanceof FieldType.Text || field.type() instanceof FieldType.Words;
      if (role == Role.KEY && !isText) {
        section.fault(key, "is " + name + ", must be of type identifier, name or word");
      } else if (role == Role.DROPS && !(field.type() instanceof FieldType.Flag)) {
        section.fault(key, "is " + name + ", must be of type flag");
      }
      fields.put(name, field.as(role));
    }
  }

  /** Fields that there are; but for what drops, each must be there in every record. */
  private void require(Section section, String key, List<String> names, Map<String, Field> fields) {
    for (String name : names) {
      Field field = fields.get(name);
      if (field == null) {
        section.fault(
            key, "is " + name + ", must be a field" + Nearest.hint(name, fields.keySet()));
      } else if (!field.isRequired() && !key.equals("drops")) {
        section.fault(key, "is " + name + ", which is optional, must be in every record");
      }
    }
  }

  private void currencies(Section section, Map<String, Field> fields) {
    long count =
        fields.values().stream().filter(f -> f.type() instanceof FieldType.Currency).count();
    if (count > 1) {
      section.fault("fields", "has " + count + " currencies, must have at most one");
    }
  }

  private @Nullable Field field(Section section) {
    String name = name(section);
    String type = section.required("type");
    boolean isOptional = section.flag("optional", false);
    FieldType of = TYPES.contains(type) ? typeOf(type, section) : null;
    if (of == null && !type.isEmpty()) {
      section.word("type", TYPES, "identifier"); // which tells the fault
    }
    section.refuseUnknown();
    return name.isEmpty() || of == null
        ? null
        : new Field(name, of, !isOptional, EnumSet.noneOf(Role.class));
  }

  private FieldType typeOf(String type, Section section) {
    return switch (type) {
      case "identifier" -> Field.identifier(type).type();
      case "name" -> Field.name(type).type();
      case "flag" -> new FieldType.Flag();
      case "word" -> words(section);
      case "integer" -> integer(section);
      case "number" -> number(section);
      case "amount" -> new FieldType.Amount(section.flag("may-be-negative", false));
      case "currency" -> new FieldType.Currency();
      default -> new FieldType.Time();
    };
  }

  private FieldType words(Section section) {
    List<String> words = section.texts("words");
    boolean inAnyCase = section.flag("any-case", false);
    if (words.isEmpty() || words.size() > MOST || new HashSet<>(words).size() < words.size()) {
      section.wrong("words", section.value("words"), "a list of 1 to " + MOST + " different words");
    }
    for (String word : words) {
      if (!word.matches(inAnyCase ? "[A-Z0-9_.-]{1,64}" : "[A-Za-z0-9_.-]{1,64}")) {
        section.fault(
            "words",
            "has \""
                + word
                + "\", must have "
                + (inAnyCase ? "capital letters" : "letters")
                + ", digits, and _ . - only, at most 64");
      }
    }
    return new FieldType.Words(words, inAnyCase);
  }

  private FieldType integer(Section section) {
    Long min = section.whole("min", Integer.MIN_VALUE, Integer.MAX_VALUE);
    Long max = section.whole("max", Integer.MIN_VALUE, Integer.MAX_VALUE);
    boolean isNonzero = section.flag("nonzero", false);
    int least = min == null ? Integer.MIN_VALUE : min.intValue();
    int most = max == null ? Integer.MAX_VALUE : max.intValue();
    if (least > most) {
      section.fault("min", "is above max");
    }
    String bounds =
        min == null && max == null
            ? (isNonzero ? "other than 0" : "of any sign")
            : "from " + least + " to " + most + (isNonzero ? ", other than 0" : "");
    return new FieldType.Integer32(new FieldType.WholeBounds(least, most, !isNonzero, bounds));
  }

  private FieldType number(Section section) {
    BigDecimal min = section.number("min");
    BigDecimal max = section.number("max");
    double least = min == null ? -LARGEST : min.doubleValue();
    double most = max == null ? LARGEST : max.doubleValue();
    if (least > most) {
      section.fault("min", "is above max");
    }
    String bounds =
        min == null && max == null
            ? "of at most 1e150 in magnitude"
            : "from " + least + " to " + most;
    return new FieldType.Real(least, most, bounds);
  }
}
