package io.millrace.json.mapping;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.millrace.domain.event.Stream;
import io.millrace.domain.money.Currency;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.json.FieldTexts;
import io.millrace.json.Nearest;
import io.millrace.json.mapping.MappingSpec.Format;
import io.millrace.json.yaml.Faults;
import io.millrace.json.yaml.Section;
import io.millrace.json.yaml.Yaml;
import io.millrace.json.yaml.YamlFile;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a mapping's file says, and checks it against the stream. Collects every fault. */
final class MappingFile {
  private static final int MOST_PATTERNS = 20;
  private static final int LONGEST_PATTERN = 2000;

  private static final List<String> MAKERS = List.of("path", "value", "template", "id", "sum");

  private final Faults faults;
  private final Collection<Stream> streams;
  private Format format = Format.JSON;

  /** The columns or groups that there are; empty where they are not known yet. */
  private Set<String> names = Set.of();

  private MappingFile(Faults faults, Collection<Stream> streams) {
    this.faults = faults;
    this.streams = streams;
  }

  static MappingSpec read(String name, byte[] utf8, Collection<Stream> streams) {
    Faults faults = new Faults("mapping " + name);
    Yaml yaml = YamlFile.read("mapping " + name, utf8, faults);
    Section file = Section.of("", yaml, faults);
    MappingSpec spec = file == null ? null : new MappingFile(faults, streams).spec(file);
    faults.check();
    if (spec == null) {
      throw new IllegalStateException("no mapping, and no fault");
    }
    return spec;
  }

  private @Nullable MappingSpec spec(Section file) {
    Stream stream = stream(file);
    format =
        switch (file.word("format", List.of("json", "csv", "text"), "json")) {
          case "csv" -> Format.CSV;
          case "text" -> Format.TEXT;
          default -> Format.JSON;
        };
    List<Pattern> patterns = patterns(file);
    List<String> columns = columns(file);
    boolean hasHeader = file.flag("header", false);
    String separator = file.text("separator");
    boolean leavesOut =
        file.word("unmatched", List.of("rejected", "left-out"), "rejected").equals("left-out");
    refuseUnless(Format.CSV, file, "columns", "header", "separator");
    refuseUnless(Format.TEXT, file, "pattern", "unmatched");
    refuseUnless(Format.JSON, file, "records");
    if (separator != null && (separator.length() != 1 || "\"\r\n".contains(separator))) {
      file.wrong("separator", file.value("separator"), "one character other than a quote");
      separator = null;
    }
    if (format == Format.CSV && columns.isEmpty() && !hasHeader) {
      faults.add(file.place(), "columns are missing: list them, or say header: true");
    }
    Path records = file.text("records") == null ? null : path(file, "records", "");
    List<String> files = file.texts("files");
    List<Condition> only = only(file);
    Yaml fields = file.value("fields");
    if (fields == null) {
      faults.add(file.place(), "fields is missing, must be there");
    }
    Section section = fields == null ? null : Section.of("fields", fields, faults);
    List<FieldSource> sources =
        section == null || stream == null ? List.of() : sources(section, stream);
    file.refuseUnknown();
    return stream == null
        ? null
        : new MappingSpec(
            stream,
            format,
            files,
            records,
            only,
            sources,
            separator == null ? ',' : separator.charAt(0),
            columns,
            hasHeader,
            patterns,
            leavesOut);
  }

  private void refuseUnless(Format needed, Section file, String... keys) {
    for (String key : keys) {
      if (file.has(key) && format != needed) {
        file.fault(key, "is for format: " + needed.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private @Nullable Stream stream(Section file) {
    String name = file.required("stream");
    List<String> known = streams.stream().map(Stream::id).toList();
    for (Stream stream : streams) {
      if (stream.id().equals(name)) {
        return stream;
      }
    }
    if (!name.isEmpty()) {
      file.wrong("stream", file.value("stream"), "a stream" + Nearest.hint(name, known));
    }
    return null;
  }

  private List<Pattern> patterns(Section file) {
    List<Pattern> patterns = new ArrayList<>();
    List<String> texts = file.texts("pattern");
    if (format == Format.TEXT && texts.isEmpty()) {
      faults.add(file.place(), "pattern is missing, must be there with format: text");
    }
    if (texts.size() > MOST_PATTERNS) {
      file.fault(
          "pattern", "has " + texts.size() + " patterns, must have at most " + MOST_PATTERNS);
      return patterns;
    }
    Set<String> groups = new LinkedHashSet<>();
    for (String text : texts) {
      try {
        if (text.length() > LONGEST_PATTERN) {
          throw new PatternSyntaxException("it is longer than " + LONGEST_PATTERN + " characters");
        }
        Pattern pattern = Pattern.compile(text);
        patterns.add(pattern);
        groups.addAll(pattern.namedGroups().keySet());
      } catch (PatternSyntaxException e) {
        file.fault("pattern", "is no regular expression of RE2: " + e.getMessage());
      }
    }
    if (format == Format.TEXT && !patterns.isEmpty()) {
      names = groups;
      if (groups.isEmpty()) {
        file.fault("pattern", "has no group with a name, like (?P<user>\\S+)");
      }
    }
    return patterns;
  }

  private List<String> columns(Section file) {
    List<String> columns = file.texts("columns");
    names = columns.isEmpty() ? names : new LinkedHashSet<>(columns);
    if (!columns.isEmpty() && names.size() < columns.size()) {
      file.fault("columns", "has a name twice, must have each once");
    }
    return columns;
  }

  private List<Condition> only(Section file) {
    List<Condition> only = new ArrayList<>();
    Yaml value = file.value("only");
    if (value instanceof Yaml.Sequence sequence) {
      for (Yaml each : sequence.values()) {
        Section section = Section.of("only", each, faults);
        if (section != null) {
          condition(section, only);
        }
      }
    } else if (value != null) {
      file.wrong("only", value, "a list of conditions");
    }
    return only;
  }

  private void condition(Section section, List<Condition> only) {
    Path path = path(section, "path", section.required("path"));
    List<String> kinds = List.of("equals", "not-equals", "in", "not-in", "exists", "differs-from");
    List<String> given = kinds.stream().filter(section::has).toList();
    section.refuseUnknown();
    if (given.size() != 1) {
      faults.add(section.place(), "only must have, beside path, exactly " + Section.oneOf(kinds));
      return;
    }
    String kind = given.get(0);
    if (kind.equals("exists")) {
      boolean isThere = section.flag("exists", true);
      add(path, null, isThere ? Condition.Kind.THERE : Condition.Kind.ABSENT, List.of(), only);
    } else if (kind.equals("differs-from")) {
      Path other = path(section, kind, section.required(kind));
      add(path, other, Condition.Kind.DIFFERS, List.of(), only);
    } else {
      List<String> texts = section.texts(kind);
      if (texts.isEmpty() || (kind.endsWith("equals") && texts.size() > 1)) {
        section.wrong(kind, section.value(kind), kind.endsWith("in") ? "texts" : "one text");
      }
      add(
          path,
          null,
          kind.startsWith("not") ? Condition.Kind.NOT_IN : Condition.Kind.IN,
          List.copyOf(texts),
          only);
    }
  }

  private static void add(
      @Nullable Path path,
      @Nullable Path other,
      Condition.Kind kind,
      List<String> texts,
      List<Condition> only) {
    if (path != null) {
      only.add(new Condition(path, other, kind, texts));
    }
  }

  private List<FieldSource> sources(Section fields, Stream stream) {
    List<String> known = stream.schema().fields().stream().map(Field::name).toList();
    Map<String, FieldSource> found = new LinkedHashMap<>();
    for (Map.Entry<String, Yaml.Entry> entry : fields.all().entrySet()) {
      String name = entry.getKey();
      int index = known.indexOf(name);
      if (index < 0) {
        faults.add(
            entry.getValue().key(),
            "fields." + name + " is no field of " + stream.id() + Nearest.hint(name, known));
        continue;
      }
      Field field = stream.schema().fields().get(index);
      FieldSource source = source(field, entry.getValue().value(), stream);
      if (source != null) {
        found.put(name, source);
      }
    }
    List<FieldSource> inOrder = new ArrayList<>();
    for (Field field : stream.schema().fields()) {
      FieldSource source = found.get(field.name());
      if (source != null) {
        inOrder.add(source);
      } else if (field.isRequired() && !fields.has(field.name())) {
        faults.add(
            fields.place(), "fields." + field.name() + " is missing: every record must have it");
      }
    }
    return inOrder;
  }

  private @Nullable FieldSource source(Field field, Yaml value, Stream stream) {
    String name = "fields." + field.name();
    if (value instanceof Yaml.Scalar scalar) {
      Path path = path(scalar, name, scalar.text());
      return path == null ? null : plain(field.name(), path);
    }
    Section section = Section.of(name, value, faults);
    if (section == null) {
      return null;
    }
    List<String> given = MAKERS.stream().filter(section::has).toList();
    if (given.size() != 1) {
      faults.add(section.place(), name + " must have exactly " + Section.oneOf(MAKERS));
    }
    FieldSource source = given.size() == 1 ? source(given.get(0), field, section, stream) : null;
    section.refuseUnknown();
    return source;
  }

  private static FieldSource plain(String field, Path path) {
    return new FieldSource(
        field,
        FieldSource.Kind.FIRST,
        List.of(path),
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  private FieldSource source(String maker, Field field, Section section, Stream stream) {
    List<Path> paths = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    FieldSource.Kind kind =
        switch (maker) {
          case "value" -> FieldSource.Kind.CONSTANT;
          case "template" -> FieldSource.Kind.TEMPLATE;
          case "id" -> FieldSource.Kind.ID;
          case "sum" -> FieldSource.Kind.SUM;
          default -> FieldSource.Kind.FIRST;
        };
    if (kind == FieldSource.Kind.TEMPLATE) {
      template(section, paths, literals);
    } else if (kind != FieldSource.Kind.CONSTANT) {
      List<String> texts = section.texts(maker);
      if (texts.isEmpty()) {
        section.wrong(maker, section.value(maker), "a path or a list of paths");
      }
      for (String text : texts) {
        Path path = path(section, maker, text);
        if (path != null) {
          paths.add(path);
        }
      }
    }
    String usual = section.text(kind == FieldSource.Kind.CONSTANT ? "value" : "default");
    if (usual != null) {
      require(field, section, kind == FieldSource.Kind.CONSTANT ? "value" : "default", usual);
    }
    Map<String, String> words = words(field, section);
    String otherwise = section.text("else");
    if (otherwise != null) {
      require(field, section, "else", otherwise);
    }
    if (otherwise != null && words == null) {
      section.fault("else", "is for what \"words\" does not name: add words");
    }
    BigDecimal times = section.number("times");
    if (times != null && !isNumber(field.type())) {
      section.fault("times", "is for fields that are numbers");
    }
    if (kind == FieldSource.Kind.SUM && !isNumber(field.type())) {
      section.fault("sum", "is for fields that are numbers");
    }
    return new FieldSource(
        field.name(),
        kind,
        paths,
        literals,
        section.texts("absent"),
        words,
        otherwise,
        time(field, section),
        times,
        minorUnits(field, section, stream),
        usual);
  }

  private static boolean isNumber(FieldType type) {
    return type instanceof FieldType.Real
        || type instanceof FieldType.Integer32
        || type instanceof FieldType.Amount;
  }

  private void require(Field field, Section section, String key, String text) {
    String complaint = FieldTexts.complaint(field, text);
    if (complaint != null) {
      section.fault(key, "does not fit the field: " + complaint);
    }
  }

  private @Nullable Map<String, String> words(Field field, Section section) {
    Yaml value = section.value("words");
    if (value == null) {
      return null;
    }
    Map<String, String> words = new LinkedHashMap<>();
    Section each = Section.of(section.path("words"), value, faults);
    if (each != null) {
      for (String word : each.all().keySet()) {
        String becomes = each.required(word);
        if (!becomes.isEmpty()) {
          require(field, each, word, becomes);
        }
        words.put(word, becomes);
      }
    }
    return words;
  }

  private @Nullable Map<String, Integer> minorUnits(Field field, Section section, Stream stream) {
    Yaml value = section.value("minor-units");
    if (value == null) {
      return null;
    }
    boolean hasCurrency =
        stream.schema().fields().stream().anyMatch(f -> f.type() instanceof FieldType.Currency);
    if (!(field.type() instanceof FieldType.Amount) || !hasCurrency) {
      section.fault("minor-units", "is for amounts beside a currency");
    }
    Map<String, Integer> decimals = new LinkedHashMap<>();
    if (value instanceof Yaml.Scalar) {
      return section.flag("minor-units", true) ? decimals : null;
    }
    Section each = Section.of(section.path("minor-units"), value, faults);
    if (each != null) {
      for (String code : each.all().keySet()) {
        Long number = each.whole(code, 0, 4);
        if (Currency.find(code) == null) {
          faults.add(each.place(), each.path(code) + " is no active ISO 4217 code");
        }
        decimals.put(code, number == null ? 0 : number.intValue());
      }
    }
    return decimals;
  }

  private List<TimeFormat> time(Field field, Section section) {
    List<String> times = section.texts("time");
    String zoneName = section.text("zone");
    Long year = section.whole("year", 1970, 9998);
    ZoneId zone = null;
    if (zoneName != null) {
      try {
        zone = ZoneId.of(zoneName);
      } catch (DateTimeException e) {
        section.wrong("zone", section.value("zone"), "a zone like Europe/Berlin or UTC");
        zone = ZoneId.of("UTC");
      }
    }
    if (!times.isEmpty() && !(field.type() instanceof FieldType.Time)) {
      section.fault("time", "is for event_time");
      return List.of();
    }
    List<TimeFormat> formats = new ArrayList<>();
    boolean needsZone = false;
    boolean needsYear = false;
    for (String time : times) {
      TimeFormat.Kind kind = kindOf(time);
      boolean isPattern = kind == TimeFormat.Kind.PATTERN;
      needsZone |= kind == TimeFormat.Kind.ISO || (isPattern && !TimeFormat.saysZone(time));
      needsYear |= isPattern && !TimeFormat.saysYear(time);
      String complaint = isPattern ? complaintAbout(time, zone) : null;
      if (complaint != null) {
        section.fault("time", "\"" + time + "\" " + complaint);
      }
      formats.add(new TimeFormat(kind, time, zone, year == null ? null : year.intValue()));
    }
    if (zone != null && !needsZone) {
      section.fault("zone", "is for times that do not say theirs");
    }
    if (year != null && !needsYear) {
      section.fault("year", "is for times that do not say theirs");
    }
    return formats;
  }

  private static TimeFormat.Kind kindOf(String time) {
    return switch (time) {
      case "iso" -> TimeFormat.Kind.ISO;
      case "epoch-seconds" -> TimeFormat.Kind.EPOCH_SECONDS;
      case "epoch-millis" -> TimeFormat.Kind.EPOCH_MILLIS;
      default -> TimeFormat.Kind.PATTERN;
    };
  }

  private static @Nullable String complaintAbout(String time, @Nullable ZoneId zone) {
    List<String> words = List.of("iso", "epoch-seconds", "epoch-millis");
    return time.matches("[a-z-]+") && Nearest.isWithin(4, time, words)
        ? "is no pattern" + Nearest.hint(time, words)
        : TimeFormat.complaintAbout(time, zone);
  }

  private void template(Section section, List<Path> paths, List<String> literals) {
    String template = section.required("template");
    StringBuilder literal = new StringBuilder();
    for (int at = 0; at < template.length(); at++) {
      char c = template.charAt(at);
      boolean isDouble =
          (c == '{' || c == '}') && at + 1 < template.length() && template.charAt(at + 1) == c;
      if (isDouble) {
        literal.append(c);
        at++;
      } else if (c == '{') {
        int end = template.indexOf('}', at);
        if (end < 0) {
          section.fault("template", "has a brace that is not closed: a brace itself is {{");
          return;
        }
        Path path = path(section, "template", template.substring(at + 1, end));
        if (path != null) {
          paths.add(path);
          literals.add(literal.toString());
          literal.setLength(0);
        }
        at = end;
      } else {
        literal.append(c);
      }
    }
    literals.add(literal.toString());
  }

  private @Nullable Path path(Section section, String key, String text) {
    Yaml value = section.value(key);
    return path(
        value == null ? section.place() : value,
        section.path(key),
        key.equals("records") ? section.required(key) : text);
  }

  private @Nullable Path path(Yaml place, String key, String text) {
    if (format == Format.JSON) {
      Path path = Path.parse(text);
      if (path == null) {
        faults.add(
            place,
            key + " is \"" + text + "\", must be a path like $.user.name or $.items[0]['a b']");
      }
      return path;
    }
    if (!text.equals(Path.PLACE.text()) && !names.isEmpty() && !names.contains(text)) {
      String what = format == Format.CSV ? "column" : "group of the pattern";
      faults.add(
          place, key + " is \"" + text + "\", must be a " + what + Nearest.hint(text, names));
      return null;
    }
    return Path.named(text);
  }
}
