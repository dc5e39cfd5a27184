package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code that documents show is code that the build compiles and runs. */
class DocumentedCodeTest {
  /** Writes the documents instead of comparing them. */
  private static final boolean WRITES = "write".equals(System.getProperty("millrace.docs"));

  private static final Path ROOT = Path.of("..");
  private static final String DOCUMENT =
      "Before.\n\n<!-- code of A.java: body -->\n```java\nint a = 1;\n```\n\nBehind.\n";

  @TempDir private Path folder = Path.of(".");

  static List<Path> documents() throws IOException {
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages)
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void a_document_shows_the_code_as_it_is(Path document) throws IOException {
    String before = Files.readString(document);
    String now = CodeRegion.shownIn(before, ROOT);
    if (WRITES) {
      Files.writeString(document, now);
    } else {
      assertThat(before)
          .as("%s; -Dmillrace.docs=write with this test writes it anew", document)
          .isEqualTo(now);
    }
  }

  @Test
  void there_is_such_code() throws IOException {
    long regions = 0;
    for (Path document : documents()) {
      regions += CodeRegion.countIn(Files.readString(document));
    }
    assertThat(regions).isPositive();
  }

  @Test
  void a_region_is_shown_as_far_to_the_left_as_it_goes_and_nothing_else_changes()
      throws IOException {
    source("class A {\n  // begin body\n  void run() {\n    stop();\n  }\n  // end body\n}\n");

    assertThat(CodeRegion.shownIn(DOCUMENT, folder))
        .isEqualTo(DOCUMENT.replace("int a = 1;\n", "void run() {\n  stop();\n}\n"));
  }

  @Test
  void a_region_that_is_not_there_is_named() throws IOException {
    source("class A {}\n");

    assertThatThrownBy(() -> CodeRegion.shownIn(DOCUMENT, folder))
        .hasMessage("A.java has nothing between \"// begin body\" and \"// end body\"");
  }

  @Test
  void a_comment_that_shows_nothing_is_noticed() {
    assertThatThrownBy(() -> CodeRegion.shownIn(DOCUMENT.replace("```java\n", "text\n"), folder))
        .hasMessageContaining("no block of code follows it");
  }

  private void source(String text) throws IOException {
    Files.writeString(folder.resolve("A.java"), text);
  }
}
