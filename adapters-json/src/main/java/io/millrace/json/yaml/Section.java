package io.millrace.json.yaml;

import io.millrace.json.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of a mapping, taken by their keys. Notes what is wrong, and in the end which keys
 * nobody knows.
 */
public final class Section {
  private final String name;
  private final Yaml.Mapping mapping;
  private final Faults faults;
  private final Set<String> known = new HashSet<>();

  private Section(String name, Yaml.Mapping mapping, Faults faults) {
    this.name = name;
    this.mapping = mapping;
    this.faults = faults;
  }

  /** The mapping that a value is, or null with a fault; {@code name} stands before its keys. */
  public static @Nullable Section of(String name, Yaml value, Faults faults) {
    if (value instanceof Yaml.Mapping mapping) {
      return new Section(name, mapping, faults);
    }
    String subject = name.isEmpty() ? "the file" : name;
    faults.add(value, subject + " is " + value.shown() + ", must be a mapping of keys to values");
    return null;
  }

  /** Where it stands. */
  public Yaml place() {
    return mapping;
  }

  /** Whether a key is there. */
  public boolean has(String key) {
    known.add(key);
    return mapping.entries().containsKey(key);
  }

  /** The keys with their values, in their order; whoever asks knows them all. */
  public Map<String, Yaml.Entry> all() {
    known.addAll(mapping.entries().keySet());
    return mapping.entries();
  }

  /** The value of a key, or null if it is absent. */
  public @Nullable Yaml value(String key) {
    known.add(key);
    Yaml.Entry entry = mapping.entries().get(key);
    return entry == null || (entry.value() instanceof Yaml.Scalar s && s.isNull())
        ? null
        : entry.value();
  }

  /** A text, or null if it is absent. */
  public @Nullable String text(String key) {
    Yaml value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Yaml.Scalar scalar) {
      return scalar.text();
    }
    wrong(key, value, "a text");
    return null;
  }

  /** A text that must be there; a text that is empty stands for one that is not. */
  public String required(String key) {
    String text = text(key);
    if (text == null && value(key) == null) {
      faults.add(mapping, path(key) + " is missing, must be there");
    }
    return text == null ? "" : text;
  }

  /** One of a few words, or the usual one if it is absent or none of them. */
  public String word(String key, List<String> words, String usual) {
    String text = text(key);
    if (text == null || words.contains(text)) {
      return text == null ? usual : text;
    }
    wrong(key, value(key), oneOf(words) + Nearest.hint(text, words));
    return usual;
  }

  /** True or false, or the usual one. */
  public boolean flag(String key, boolean usual) {
    Yaml value = value(key);
    if (value == null) {
      return usual;
    }
    Boolean flag = value instanceof Yaml.Scalar scalar ? scalar.flag() : null;
    if (flag == null) {
      wrong(key, value, "true or false");
    }
    return flag == null ? usual : flag;
  }

  /** A number of few digits, or null if it is absent. */
  public @Nullable BigDecimal number(String key) {
    Yaml value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Yaml.Scalar scalar
        && scalar.text().matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?")) {
      return new BigDecimal(scalar.text());
    }
    wrong(key, value, "a number");
    return null;
  }

  /** A whole number between two bounds, or null if it is absent. */
  public @Nullable Long whole(String key, long min, long max) {
    Yaml value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Yaml.Scalar scalar && scalar.text().matches("-?[0-9]{1,18}")) {
      long number = Long.parseLong(scalar.text());
      if (number >= min && number <= max) {
        return number;
      }
    }
    wrong(key, value, "a whole number from " + min + " to " + max);
    return null;
  }

  /** Texts, of which one may stand alone; none if it is absent. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    Yaml value = value(key);
    if (value instanceof Yaml.Scalar scalar) {
      texts.add(scalar.text());
    } else if (value instanceof Yaml.Sequence sequence) {
      for (Yaml each : sequence.values()) {
        if (each instanceof Yaml.Scalar scalar) {
          texts.add(scalar.text());
        } else {
          faults.add(each, path(key) + " holds " + each.shown() + ", must hold texts");
        }
      }
    } else if (value != null) {
      wrong(key, value, "a text or a list of texts");
    }
    return texts;
  }

  /** Notes that the value of a key is none that is allowed; {@code allowed} follows "must be". */
  public void wrong(String key, @Nullable Yaml value, String allowed) {
    faults.add(
        value == null ? mapping : value,
        path(key) + " is " + (value == null ? "missing" : value.shown()) + ", must be " + allowed);
  }

  /** Notes something else about a key; {@code complaint} is a sentence without its subject. */
  public void fault(String key, String complaint) {
    Yaml value = value(key);
    faults.add(value == null ? mapping : value, path(key) + " " + complaint);
  }

  /** Notes which keys nobody has asked for. */
  public void refuseUnknown() {
    for (Map.Entry<String, Yaml.Entry> entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        faults.add(
            entry.getValue().key(),
            path(entry.getValue().key().shown())
                + " is no key here"
                + Nearest.hint(entry.getKey(), known));
      }
    }
  }

  /** A key with what stands before it. */
  public String path(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  /** Words as a message tells them. */
  public static String oneOf(List<String> words) {
    return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
  }
}
