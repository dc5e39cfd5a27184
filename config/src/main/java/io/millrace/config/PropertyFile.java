package io.millrace.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.millrace.files.Reason;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of runtime properties, in the format of the managed service:
 *
 * <pre>{@code
 * [{"PropertyGroupId": "source.logins", "PropertyMap": {"kind": "kinesis", "stream": "logins"}}]
 * }</pre>
 *
 * AWS's own reader takes a missing file for an empty one and the last of two groups of a name for
 * both; here these are errors.
 */
public final class PropertyFile {
  /** Where the managed service puts the properties of an application. */
  static final Path OF_THE_SERVICE = Path.of("/etc/flink/application_properties.json");

  private static final int MAX_BYTES = 1 << 20;
  private static final JsonFactory JSON = new JsonFactory();

  private final String name;
  private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();

  private PropertyFile(String name) {
    this.name = name;
  }

  /**
   * The groups in a file, in its order.
   *
   * @throws UsageException if it is not there, or not in the format
   */
  public static Map<String, Map<String, String>> read(Path file) {
    PropertyFile reading = new PropertyFile("file \"" + file + "\"");
    return reading.read(reading.bytes(file));
  }

  /**
   * The groups in a text, in its order.
   *
   * @param name what an error calls it
   * @throws UsageException if it is not in the format
   */
  public static Map<String, Map<String, String>> parse(String text, String name) {
    return new PropertyFile(name).read(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes groups as {@link #parse} reads them, in one line. */
  public static String text(Map<String, Map<String, String>> groups) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartArray();
      for (Map.Entry<String, Map<String, String>> group : groups.entrySet()) {
        out.writeStartObject();
        out.writeStringField("PropertyGroupId", group.getKey());
        out.writeObjectFieldStart("PropertyMap");
        for (Map.Entry<String, String> property : group.getValue().entrySet()) {
          out.writeStringField(property.getKey(), property.getValue());
        }
        out.writeEndObject();
        out.writeEndObject();
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory: cannot be
    }
    return text.toString();
  }

  private Map<String, Map<String, String>> read(byte[] bytes) {
    try (JsonParser in = JSON.createParser(bytes)) {
      in.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      document(in);
    } catch (StreamReadException e) {
      throw refusal(
          "is not valid JSON in line "
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage());
    } catch (IOException e) {
      throw refusal("cannot be read: " + Reason.of(e));
    }
    return groups;
  }

  private byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw refusal("is longer than " + MAX_BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw refusal("does not exist: give the application its runtime properties");
    } catch (IOException e) {
      throw refusal("cannot be read: " + Reason.of(e));
    }
  }

  private void document(JsonParser in) throws IOException {
    require(in.nextToken() == JsonToken.START_ARRAY, "must be an array of property groups");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      require(in.currentToken() == JsonToken.START_OBJECT, "must hold property groups, as objects");
      group(in);
    }
    require(in.nextToken() == null, "must hold nothing after its array");
  }

  private void group(JsonParser in) throws IOException {
    String id = null;
    Map<String, String> properties = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      JsonToken token = in.nextToken();
      switch (field) {
        case "PropertyGroupId" -> {
          require(token == JsonToken.VALUE_STRING, "has a PropertyGroupId that is not a string");
          id = in.getText();
        }
        case "PropertyMap" -> {
          require(token == JsonToken.START_OBJECT, "has a PropertyMap that is not an object");
          properties = properties(in);
        }
        default ->
            throw refusal(
                "has \"" + field + "\" in a group: only PropertyGroupId and PropertyMap are known");
      }
    }
    require(id != null, "has a group without PropertyGroupId");
    require(properties != null, "has a group \"" + id + "\" without PropertyMap");
    require(groups.put(id, properties) == null, "has the group \"" + id + "\" twice");
  }

  private Map<String, String> properties(JsonParser in) throws IOException {
    Map<String, String> properties = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      require(
          in.nextToken() == JsonToken.VALUE_STRING,
          "has a value of \"" + key + "\" that is not a string: the service knows strings only");
      properties.put(key, in.getText());
    }
    return properties;
  }

  private void require(boolean holds, String complaint) {
    if (!holds) {
      throw refusal(complaint);
    }
  }

  private UsageException refusal(String complaint) {
    return new UsageException("the properties " + name + " " + complaint);
  }
}
