package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Stream;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.streams.StreamFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/mappings.md} shows can be used as it stands there. */
class DocumentedMappingsTest {
  private static String document() throws IOException {
    return Files.readString(Path.of("..", "docs", "mappings.md"));
  }

  @Test
  void every_block_is_a_file_of_streams_or_a_mapping() throws IOException {
    List<String> blocks =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(document())
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
    assertThat(blocks)
        .allSatisfy(
            block -> {
              if (block.startsWith("streams:")) {
                byte[] utf8 = block.getBytes(StandardCharsets.UTF_8);
                assertThat(StreamFile.read("block", utf8, Stream.BUILT_IN)).isNotEmpty();
              } else {
                assertThat(Mapped.mapping(block).spec().fields()).isNotEmpty();
              }
            });
  }

  @Test
  void every_mapping_that_comes_along_is_in_the_table_with_its_stream() throws IOException {
    String document = document();
    for (String name : Mapping.NAMES) {
      String stream = Mapping.named(name, Mapped.STREAMS).stream().id();
      assertThat(document).contains("| `" + name + "` | `" + stream + "` |");
    }
  }
}
