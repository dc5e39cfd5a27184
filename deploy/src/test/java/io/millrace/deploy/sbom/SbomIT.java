package io.millrace.deploy.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.files.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bills of materials of this build, held against the very files that it has made. */
class SbomIT {
  private static final Path TARGET = Path.of("../bootstrap/target");

  @TempDir private Path folder = Path.of(".");

  @Test
  void every_component_of_the_jar_is_in_it_and_explains_something() throws IOException {
    ObjectNode bill = app().ofJar();

    List<String> names = names(bill);
    assertThat(names)
        .contains(
            "millrace-bootstrap",
            "millrace-domain",
            "kafka-clients",
            "kinesis",
            "netty-common",
            "lz4-java")
        .doesNotContain("DynamoDBLocal", "flink-runtime", "flink-connector-files", "picocli")
        .doesNotHaveDuplicates();
    assertThat(coordinates(bill))
        .filteredOn(component -> !component.startsWith("millrace-"))
        .as("the licences in the JAR are of the same parts")
        .containsExactlyInAnyOrderElementsOf(thirdParties());
    assertThat(bill.at("/metadata/component/hashes/0/content").asText())
        .isEqualTo(BillOfMaterials.sha256(TARGET.resolve("millrace.jar")));
    assertWhole(bill);
  }

  @Test
  void a_jar_with_a_class_of_unknown_origin_is_refused() throws IOException {
    List<Path> parts = new ArrayList<>();
    for (String file :
        Files.readString(TARGET.resolve("classpath-flink")).split(File.pathSeparator, -1)) {
      if (!file.contains("kafka-clients")) {
        parts.add(Path.of(file));
      }
    }
    assertThatThrownBy(() -> JarParts.of(TARGET.resolve("millrace.jar"), parts))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("that are of no known part");
  }

  @Test
  void the_images_components_are_its_files_and_its_base() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    List<Path> jars = new ArrayList<>(classPath("classpath-serve"));
    jars.add(own());
    for (Path jar : jars) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    Files.copy(Path.of("Dockerfile"), folder.resolve("Dockerfile"));

    ObjectNode bill = app().ofImage(folder);

    assertThat(bill.path("components")).hasSize(jars.size() + 1);
    assertThat(names(bill))
        .contains(
            "millrace-bootstrap", "millrace-adapters-http", "docker.io/library/amazoncorretto")
        .doesNotContain("flink-runtime", "millrace-adapters-flink", "kafka-clients");
    TreeSet<String> hashes = new TreeSet<>();
    for (JsonNode component : bill.path("components")) {
      component.path("hashes").forEach(hash -> hashes.add(hash.path("content").asText()));
    }
    for (Path jar : jars) {
      assertThat(hashes).as(jar.toString()).contains(BillOfMaterials.sha256(jar));
    }
    assertWhole(bill);
    Files.writeString(lib.resolve("slipped-in.jar"), "of no build");
    assertThatThrownBy(() -> app().ofImage(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("slipped-in.jar\" is in no list of the build");
  }

  @Test
  void a_base_without_a_digest_is_refused() throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("Dockerfile"), "FROM amazoncorretto:17\n");

    assertThatThrownBy(() -> app().ofImage(folder))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("names no base image with a tag and a digest");
  }

  /** Nothing in it refers to what is not in it. */
  private static void assertWhole(ObjectNode bill) {
    TreeSet<String> refs = new TreeSet<>();
    refs.add(bill.at("/metadata/component/bom-ref").asText());
    bill.path("components").forEach(component -> refs.add(component.path("bom-ref").asText()));
    for (JsonNode dependency : bill.path("dependencies")) {
      assertThat(refs).contains(dependency.path("ref").asText());
      dependency.path("dependsOn").forEach(on -> assertThat(refs).contains(on.asText()));
    }
  }

  /** Names and versions of what the JAR itself says that it holds of others. */
  private static List<String> thirdParties() throws IOException {
    try (JarFile jar = new JarFile(TARGET.resolve("millrace.jar").toFile());
        InputStream in = jar.getInputStream(new JarEntry("META-INF/THIRD-PARTY.txt"))) {
      List<String> coordinates =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.contains(" - "))
              .map(line -> line.replaceAll(".*\\([^:( ]+:([^: ]+:[^: ]+) - .*", "$1"))
              .toList();
      assertThat(coordinates).hasSizeGreaterThan(30);
      return coordinates;
    }
  }

  private static List<String> coordinates(ObjectNode bill) {
    List<String> coordinates = new ArrayList<>();
    for (JsonNode component : bill.path("components")) {
      coordinates.add(component.path("name").asText() + ":" + component.path("version").asText());
    }
    return coordinates;
  }

  private static List<String> names(ObjectNode bill) {
    return bill.path("components").findValuesAsText("name");
  }

  /**
   * A list of everything as the plugin of CycloneDX makes it, with what counts here: that one asks
   * the network, and is no part of a build.
   */
  private SbomApp app() throws IOException {
    ObjectNode all = new ObjectMapper().createObjectNode().put("bomFormat", "CycloneDX");
    all.putObject("metadata")
        .set("component", BillOfMaterials.component("library", "millrace-bootstrap", "0.2.0"));
    ArrayNode components = all.putArray("components");
    ArrayNode dependencies = all.putArray("dependencies");
    for (Path file : classPath("classpath-flink")) {
      ObjectNode component = component(file);
      BillOfMaterials.hash(component, BillOfMaterials.sha256(file));
      components.add(component);
      ObjectNode dependency = dependencies.addObject();
      dependency.put("ref", component.path("bom-ref").asText());
      dependency.putArray("dependsOn").add("io.netty").add(component(own()).path("bom-ref"));
    }
    Path list = folder.resolve("bom.json");
    BillOfMaterials.write(all, list);
    return new SbomApp(TARGET, list);
  }

  /** In a repository by its folder's name, which is the version; in a module by its own. */
  private static ObjectNode component(Path file) {
    String name = file.getFileName().toString().replaceAll("\\.[a-z]+$", "");
    String version = Objects.requireNonNull(file.getParent()).getFileName().toString();
    version = version.equals("target") ? "0.2.0" : version;
    return BillOfMaterials.component(
        "library", name.substring(0, name.indexOf("-" + version)), version);
  }

  private static List<Path> classPath(String name) throws IOException {
    String all = Files.readString(TARGET.resolve(name));
    return Arrays.stream(all.split(File.pathSeparator, -1)).map(Path::of).toList();
  }

  private static Path own() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files
          .filter(file -> file.getFileName().toString().matches("millrace-bootstrap-.*\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
