package io.millrace.json.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a file of YAML 1.2 as values with their places. There are no anchors, tags and merge keys,
 * so that a file costs no more than it is long.
 */
public final class YamlFile {
  /** The longest file that is read. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 32;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(MAX_BYTES).setUseMarks(true).build();

  private final Faults faults;
  private final Iterator<Event> events;
  private int depth;

  private YamlFile(Iterator<Event> events, Faults faults) {
    this.events = events;
    this.faults = faults;
  }

  /**
   * Reads the one document of a file. Faults of its form that leave a value are noted.
   *
   * @param file names it in messages
   * @throws InvalidFile if it is no YAML
   */
  public static Yaml read(String file, byte[] utf8, Faults faults) {
    if (utf8.length > MAX_BYTES) {
      throw new InvalidFile(
          file, List.of("it has " + utf8.length + " bytes, must have at most " + MAX_BYTES));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return new YamlFile(new Parse(SETTINGS).parseString(text).iterator(), faults).document(file);
    } catch (CharacterCodingException e) {
      throw new InvalidFile(file, List.of("it is not UTF-8"));
    } catch (MarkedYamlEngineException e) {
      String place =
          e.getProblemMark()
              .map(at -> "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ": ")
              .orElse("");
      throw new InvalidFile(
          file, List.of(place + "it is not YAML 1.2: " + e.getProblem() + hint(e)));
    } catch (YamlEngineException e) {
      throw new InvalidFile(file, List.of("it is not YAML 1.2: " + e.getMessage()));
    }
  }

  private static String hint(MarkedYamlEngineException e) {
    return String.valueOf(e.getProblem()).startsWith("expected ','")
        ? "; a text within braces that holds a comma or a bracket must be quoted"
        : "";
  }

  private Yaml document(String file) {
    events.next(); // the start of the stream
    Event start = events.next();
    if (start.getEventId() == Event.ID.StreamEnd) {
      throw new InvalidFile(file, List.of("it is empty"));
    }
    Yaml value = value(events.next());
    events.next(); // the end of the document
    Event end = events.next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      faults.add(placeOf(end), "another document starts here, must be one document");
    }
    return value;
  }

  private Yaml value(Event event) {
    if (++depth > MAX_DEPTH) {
      throw new YamlEngineException("it is nested deeper than " + MAX_DEPTH + " levels");
    }
    try {
      return valueOf(event);
    } finally {
      depth--;
    }
  }

  private Yaml valueOf(Event event) {
    Yaml.Scalar place = placeOf(event);
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      faults.add(place, "anchors and aliases (& and *) are not allowed: write the value out");
    }
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), place);
      return new Yaml.Scalar(scalar.getValue(), scalar.isPlain(), place.line(), place.column());
    } else if (event instanceof CollectionStartEvent collection) {
      refuseTag(collection.getTag(), place);
      return event.getEventId() == Event.ID.SequenceStart ? sequence(place) : mapping(place);
    }
    return place; // an alias
  }

  private void refuseTag(Optional<String> tag, Yaml.Scalar place) {
    tag.ifPresent(name -> faults.add(place, "tags (" + name + ") are not allowed: leave it out"));
  }

  private Yaml sequence(Yaml.Scalar place) {
    List<Yaml> values = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      values.add(value(event));
    }
    return new Yaml.Sequence(values, place.line(), place.column());
  }

  private Yaml mapping(Yaml.Scalar place) {
    Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      Yaml key = value(event);
      Yaml value = value(events.next());
      if (!(key instanceof Yaml.Scalar name)) {
        faults.add(key, "a key is " + key.shown() + ", must be a text");
      } else if (name.isPlain() && name.text().equals("<<")) {
        faults.add(key, "merge keys (<<) are not allowed: write the values out");
      } else if (entries.put(name.text(), new Yaml.Entry(name, value)) != null) {
        faults.add(key, name.shown() + " stands there twice, must be there once");
      }
    }
    return new Yaml.Mapping(entries, place.line(), place.column());
  }

  private static Yaml.Scalar placeOf(Event event) {
    Optional<Mark> mark = event.getStartMark();
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    return new Yaml.Scalar("", true, line, column);
  }
}
