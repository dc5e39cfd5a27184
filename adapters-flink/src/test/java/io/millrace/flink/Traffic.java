package io.millrace.flink;

import io.millrace.domain.event.Stream;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.FieldType.WholeBounds;
import io.millrace.domain.schema.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Seeded traffic for all streams in {@link TextFormat}: few keys, so that much happens to each;
 * shuffled within the bound, with copies, late events, test orders and lines that cannot be read.
 */
public final class Traffic {
  static final long START_MS = 1_795_000_000_000L;

  private final Random random;
  private final Map<Stream, List<String>> lines = new LinkedHashMap<>();

  public Traffic(long seed, int eventsOfAStream) {
    random = new Random(seed);
    for (Stream stream : Stream.BUILT_IN) {
      lines.put(
          stream, stream.equals(Stream.PRODUCTS) ? products() : history(stream, eventsOfAStream));
    }
  }

  public Map<Stream, List<String>> lines() {
    return lines;
  }

  /** The lines of a stream. */
  public List<String> of(Stream stream) {
    return lines.getOrDefault(stream, List.of());
  }

  /** Writes a file a stream. */
  public Map<Stream, Path> writeTo(Path folder) throws IOException {
    Map<Stream, Path> files = new LinkedHashMap<>();
    for (Map.Entry<Stream, List<String>> entry : lines.entrySet()) {
      Path file = folder.resolve(entry.getKey().id() + ".ndjson");
      try (OutputStream out = Files.newOutputStream(file)) {
        out.write(text(entry.getValue()));
      }
      files.put(entry.getKey(), file);
    }
    return files;
  }

  public static byte[] text(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private List<String> history(Stream stream, int events) {
    List<String> history = new ArrayList<>();
    long timeMs = START_MS;
    for (int i = 0; i < events; i++) {
      timeMs += random.nextInt(4000);
      String line = line(stream, stream.id() + i, disordered(timeMs));
      history.add(line);
      if (random.nextInt(20) == 0) {
        history.add(line);
      }
      if (random.nextInt(50) == 0) {
        history.add("what is this? " + i);
        history.add("");
      }
    }
    return history;
  }

  private long disordered(long timeMs) {
    long late = random.nextInt(40) == 0 ? 60_000 : 0;
    return timeMs - random.nextInt(4000) - late;
  }

  private String line(Stream stream, String id, long timeMs) {
    return stream.schema().fields().stream()
        .filter(field -> TextFormat.says(stream, field))
        .map(field -> field.is(Role.ID) ? id : text(field, timeMs))
        .collect(Collectors.joining("|"));
  }

  private String text(Field field, long timeMs) {
    FieldType type = field.type();
    if (type instanceof FieldType.Text) {
      return !field.isRequired() && random.nextBoolean() ? "" : field.name() + random.nextInt(6);
    } else if (type instanceof FieldType.Flag) {
      return Boolean.toString(random.nextInt(30) == 0);
    } else if (type instanceof FieldType.TwoWords) {
      return Boolean.toString(random.nextInt(5) == 0);
    } else if (type instanceof FieldType.Words words) {
      return words.spellings().get(random.nextInt(words.spellings().size()));
    } else if (type instanceof FieldType.Integer32 integer) {
      return Integer.toString(integer(integer.bounds()));
    } else if (type instanceof FieldType.Real) {
      return Double.toString(real());
    } else if (type instanceof FieldType.Time) {
      return Long.toString(timeMs);
    } else if (type instanceof FieldType.Amount) {
      return amount();
    } else if (type instanceof FieldType.Currency) {
      return random.nextInt(4) == 0 ? "JPY" : "EUR";
    }
    throw new IllegalArgumentException("no stream has a field like " + field);
  }

  private List<String> products() {
    List<String> products = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      products.add("product_id" + i % 5 + "|name" + i + "|" + (i % 3 == 0 ? "" : "category" + i));
    }
    Collections.shuffle(products, random);
    return products;
  }

  private String amount() {
    return random.nextInt(3) == 0
        ? String.format(Locale.ROOT, "%d.%02d", 200 + random.nextInt(900), random.nextInt(100))
        : "4.5";
  }

  private int integer(WholeBounds bounds) {
    return bounds.max() < 1000
        ? bounds.min() + random.nextInt(bounds.max() - bounds.min() + 1)
        : 1 + random.nextInt(9);
  }

  /** Once in a while far from the others. */
  private double real() {
    return random.nextInt(60) == 0 ? 9000 : 100 + random.nextGaussian() * 10;
  }
}
