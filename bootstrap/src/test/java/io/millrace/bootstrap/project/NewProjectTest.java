package io.millrace.bootstrap.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewProjectTest {
  private static final Path SAMPLE = Path.of("../samples/refunds");
  private static final Pattern PLUGIN =
      Pattern.compile(
          "<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)</version>");

  @TempDir private Path folder = Path.of(".");

  @Test
  void a_project_is_called_like_its_folder() throws IOException {
    Path project = folder.resolve("My-Decisions");

    NewProject.in(project, null).write();

    assertThat(project.resolve("pom.xml"))
        .content()
        .contains("<artifactId>my-decisions</artifactId>", "<id>millrace</id>")
        .contains("<groupId>com.example.mydecisions</groupId>")
        .doesNotContain("<!-- profile -->");
    assertThat(project.resolve("src/main/java/com/example/mydecisions/Refund.java"))
        .content()
        .startsWith("package com.example.mydecisions;");
    assertThat(project.resolve("README.md")).content().contains("target/my-decisions-0.1.jar");
    assertThat(project.resolve("millrace")).isExecutable();
    assertThat(project.resolve(".gitignore")).content().contains("target/");
  }

  @Test
  void every_file_of_the_sample_comes_along_but_its_pom() throws IOException {
    assertThat(filesIn(SAMPLE).stream().filter(file -> !file.startsWith("target/")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("pom.xml"), NewProject.SAMPLE_FILES.stream()).toList());
  }

  @Test
  void nothing_is_left_of_the_names_of_the_sample_and_of_marks_for_documents() throws IOException {
    Path project = folder.resolve("other");

    NewProject.in(project, "org.decisions").write();

    for (String file : filesIn(project)) {
      assertThat(file).doesNotContain("com/example");
      assertThat(project.resolve(file))
          .content()
          .doesNotContain("com.example")
          .doesNotContain("// begin ")
          .doesNotContain("// end ");
    }
    assertThat(
            project.resolve(
                "src/main/resources/META-INF/services/"
                    + "io.millrace.application.catalogue.DecisionModule"))
        .hasContent("org.decisions.RefundDecisions");
  }

  @Test
  void versions_are_those_that_this_project_is_built_with() throws IOException {
    Path project = folder.resolve("versions");
    NewProject.in(project, null).write();
    String root = Files.readString(Path.of("../pom.xml"));
    String pom = Files.readString(project.resolve("pom.xml"));

    Matcher plugin = PLUGIN.matcher(pom);
    assertThat(plugin.results().count()).isEqualTo(7);
    assertThat(plugin.reset().results())
        .allSatisfy(
            found ->
                assertThat(root)
                    .containsPattern(
                        Pattern.quote("<artifactId>" + found.group(1) + "</artifactId>")
                            + "\\s*"
                            + Pattern.quote("<version>" + found.group(2) + "</version>")));
    assertThat(root).contains(line(pom, "junit.version"));
    assertThat(root)
        .contains(line(pom, "millrace.version").replace("millrace.version>", "version>"));
  }

  private static String line(String pom, String property) {
    Matcher found = Pattern.compile("<" + property + ">[^<]+</" + property + ">").matcher(pom);
    assertThat(found.find()).as(property).isTrue();
    return found.group();
  }

  @Test
  void an_empty_folder_is_as_good_as_a_new_one() throws IOException {
    Path project = Files.createDirectory(folder.resolve("empty"));

    NewProject.in(project, null).write();

    assertThat(project.resolve("pom.xml")).exists();
  }

  @Test
  void a_folder_that_is_not_empty_and_a_file_are_refused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> NewProject.in(folder, null))
        .isInstanceOf(UsageException.class)
        .hasMessage("DIR is \"" + folder + "\", which is not empty: name a new folder");
    assertThatThrownBy(() -> NewProject.in(file, null))
        .isInstanceOf(UsageException.class)
        .hasMessage("DIR is \"" + file + "\", which is a file: name a new folder");
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws IOException {
    Path project = Files.createFile(folder.resolve("file")).resolve("project");

    assertThatThrownBy(() -> NewProject.in(project, null).write())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"" + project + "\", which cannot be made a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1st", "my decisions", "-x", "entscheidungen-über-alles", "a<b"})
  void a_folder_that_no_jar_can_be_called_like_is_refused(String name) {
    assertThatThrownBy(() -> NewProject.in(folder.resolve(name), "com.example"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("DIR is called \"" + name + "\"")
        .hasMessageContaining("begin with a letter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Com.example", "com..example", "com.new", "java.util", "1.a", "a b", "../x"})
  void what_is_no_package_is_refused(String name) {
    assertThatThrownBy(() -> NewProject.in(folder.resolve("project"), name))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--package is \"" + name + "\"")
        .hasMessageContaining("like com.example.decisions");
  }

  @Test
  void a_folder_that_is_called_like_a_word_of_java_wants_a_package() throws IOException {
    Path project = folder.resolve("switch");

    assertThatThrownBy(() -> NewProject.in(project, null))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("name one with --package");
    assertThat(NewProject.in(project, "a.b").inPackage()).isEqualTo("a.b");
  }

  @ParameterizedTest
  @CsvSource({"refunds, com.example.refunds", "a.b_c-D, com.example.abcd"})
  void a_package_follows_from_the_folder(String name, String expected) throws IOException {
    assertThat(NewProject.in(folder.resolve(name), null).inPackage()).isEqualTo(expected);
  }

  private static List<String> filesIn(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }
}
