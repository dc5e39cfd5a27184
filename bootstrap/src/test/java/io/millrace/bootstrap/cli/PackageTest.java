package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JAR to deploy, of Millrace's and a user's. */
class PackageTest {
  private static final String SERVICE = "META-INF/services/a.Service";

  @TempDir private Path folder = Path.of(".");

  @Test
  void it_holds_all_files_and_of_services_all_that_any_jar_names() throws IOException {
    Path own = own();
    Path other =
        jar(
            "user.jar",
            "META-INF/MANIFEST.MF",
            "Manifest-Version: 1.0\nMain-Class: other.Main\n\n",
            SERVICE,
            "first.One\nuser.Two",
            "user/Two.class",
            "two",
            "META-INF/A.SF",
            "signed",
            "META-INF/maven/g/a/pom.xml",
            "<project/>",
            "LICENSE",
            "the user's",
            "doors.yaml",
            "streams: []");

    Command command = pack(own, "out.jar", other);

    assertThat(command.exitCode()).as(command.err()).isZero();
    assertThat(command.out()).endsWith("out.jar: 6 files\n");
    Map<String, String> content = contentOf("out.jar");
    assertThat(content)
        .containsOnlyKeys(
            "META-INF/MANIFEST.MF",
            "first/One.class",
            "LICENSE",
            "user/Two.class",
            "doors.yaml",
            SERVICE)
        .containsEntry(SERVICE, "first.One\nuser.Two\n")
        .containsEntry("LICENSE", "the product's");
    assertThat(content.get("META-INF/MANIFEST.MF")).contains("Main-Class: first.Main");
    assertThat(files()).doesNotContain(".out.jar.partial");
  }

  @Test
  void the_same_jars_give_the_same_bytes() throws IOException {
    Path other = jar("user.jar", SERVICE, "user.Two\n", "user/Two.class", "two");

    assertThat(pack(own(), "a.jar", other).exitCode()).isZero();
    assertThat(pack(own(), "b.jar", other).exitCode()).isZero();

    assertThat(folder.resolve("a.jar")).hasSameBinaryContentAs(folder.resolve("b.jar"));
  }

  @Test
  void classes_of_one_name_are_refused_and_nothing_is_left() throws IOException {
    Path other = jar("user.jar", "first/One.class", "another");

    Command command = pack(own(), "out.jar", other);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .contains("the JARs hold the same classes: first/One.class is in", "(scope provided)");
    assertThat(files()).containsExactlyInAnyOrder("first.jar", "user.jar");
  }

  @Test
  void what_is_there_stays_unless_it_may_be_replaced() throws IOException {
    Path other = jar("user.jar", "user/Two.class", "two");
    Files.writeString(folder.resolve("out.jar"), "mine");

    assertThat(pack(own(), "out.jar", other).err()).contains("which exists");
    assertThat(folder.resolve("out.jar")).hasContent("mine");
    assertThat(pack(own(), "out.jar", other, "--overwrite").exitCode()).isZero();
    assertThat(contentOf("out.jar")).containsKey("user/Two.class");
    assertThat(pack(folder.resolve("none.jar"), "more.jar", other).err())
        .contains("none.jar\", which is not there: build it");
  }

  private Path own() throws IOException {
    return jar(
        "first.jar",
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\nMain-Class: first.Main\n\n",
        "first/One.class",
        "one",
        SERVICE,
        "first.One\n",
        "LICENSE",
        "the product's");
  }

  private Command pack(Path first, String output, Path other, String... more) {
    List<Object> words = new ArrayList<>(List.of("package", "--jar", first, "--with", other));
    words.addAll(List.of("--output", folder.resolve(output)));
    words.addAll(List.of(more));
    return Command.run(words.toArray());
  }

  /** A JAR of names and contents in turn. */
  private Path jar(String name, String... entries) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < entries.length; i += 2) {
        out.putNextEntry(new ZipEntry(entries[i]));
        out.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private Map<String, String> contentOf(String name) throws IOException {
    Map<String, String> content = new LinkedHashMap<>();
    try (JarFile jar = new JarFile(folder.resolve(name).toFile())) {
      for (ZipEntry entry : jar.stream().toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          content.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return content;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
