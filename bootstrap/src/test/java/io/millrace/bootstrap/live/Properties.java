package io.millrace.bootstrap.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runtime properties as the managed service has them. */
final class Properties {
  private record Group(String id, Map<String, String> properties) {}

  private final List<Group> groups = new ArrayList<>();

  /** Of a job over Kafka, with its dead letters in a folder. */
  static Properties overKafka(String servers, Path folder) {
    String letters = folder.resolve("dead").toUri().toString();
    return new Properties()
        .with("millrace", Map.of("bootstrap_servers", servers, "dead_letters", letters));
  }

  Properties with(String id, Map<String, String> properties) {
    groups.add(new Group(id, new TreeMap<>(properties)));
    return this;
  }

  Path write(Path file) throws IOException {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newBufferedWriter(file, StandardCharsets.UTF_8))
            .useDefaultPrettyPrinter()) {
      json.writeStartArray();
      for (Group group : groups) {
        json.writeStartObject();
        json.writeStringField("PropertyGroupId", group.id());
        json.writeObjectFieldStart("PropertyMap");
        for (Map.Entry<String, String> property : group.properties().entrySet()) {
          json.writeStringField(property.getKey(), property.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return file;
  }
}
