package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is fetched for a deployment is the same bytes tomorrow. */
class PinsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern FROM = Pattern.compile("(?m)^FROM\\s+(\\S+)");

  @Test
  void the_cdks_command_line_has_one_version_and_the_hash_of_its_bytes() throws IOException {
    ObjectMapper json = new ObjectMapper();
    String version =
        json.readTree(Path.of("package.json").toFile()).at("/dependencies/aws-cdk").asText();
    JsonNode packages = json.readTree(Path.of("package-lock.json").toFile()).path("packages");

    assertThat(version).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
    assertThat(packages.at("/node_modules~1aws-cdk/version").asText()).isEqualTo(version);
    assertThat(packages.properties())
        .filteredOn(entry -> !entry.getKey().isEmpty())
        .isNotEmpty()
        .allMatch(entry -> entry.getValue().path("integrity").asText().startsWith("sha512-"));
  }

  @Test
  void no_document_and_no_script_runs_a_package_that_is_not_pinned() throws IOException {
    List<Path> files =
        new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("millrace")));
    for (String name : List.of("cdk", "image", "reproducible", "synth", "cdk.json")) {
      files.add(Path.of(name));
    }
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(files::add);
    }
    assertThat(files).hasSizeGreaterThan(20);
    for (Path file : files) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern("\\bnpx\\b");
    }
  }

  @Test
  void every_base_image_is_named_by_its_digest() throws IOException {
    Matcher from = FROM.matcher(Files.readString(Path.of("Dockerfile")));
    int images = 0;
    while (from.find()) {
      images++;
      assertThat(from.group(1)).matches("[a-z0-9./:-]+@sha256:[0-9a-f]{64}");
    }
    assertThat(images).isPositive();
  }
}
