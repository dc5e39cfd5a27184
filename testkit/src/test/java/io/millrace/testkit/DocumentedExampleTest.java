package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the document shows is compiled and run. */
class DocumentedExampleTest {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void every_example_of_the_document_stands_in_a_test() throws IOException {
    String document = Files.readString(Path.of("../docs/testing-decisions.md"));
    String test =
        Files.readString(Path.of("src/test/java/io/millrace/testkit/BruteForceSpecTest.java"));
    List<String> examples =
        EXAMPLE.matcher(document).results().map((MatchResult one) -> one.group(1)).toList();

    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(test.replaceAll("\\s+", " ")).contains(example.strip().replaceAll("\\s+", " "));
    }
  }

  @Test
  void every_law_stands_in_the_document() throws IOException {
    String document = Files.readString(Path.of("../docs/testing-decisions.md"));
    for (Law law : Law.values()) {
      assertThat(document).contains("| `" + law + "` | " + law.sentence() + " |");
    }
  }
}
