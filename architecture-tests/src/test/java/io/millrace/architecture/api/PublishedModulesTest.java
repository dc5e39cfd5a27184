package io.millrace.architecture.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.architecture.api.Modules.Module;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedModulesTest {
  @Test
  void the_bill_of_versions_lists_what_is_published_and_nothing_else() throws IOException {
    List<Module> modules = Modules.all();
    Module bom = modules.get(0);
    assertThat(bom.artifact()).isEqualTo("millrace-bom");
    List<String> listed = Modules.artifacts(bom.pom());
    assertThat(listed.subList(1, listed.size()))
        .contains("millrace-application")
        .containsExactlyInAnyOrderElementsOf(
            modules.stream()
                .filter(module -> module != bom && module.isPublished())
                .map(Module::artifact)
                .toList());
    assertThat(bom.pom()).doesNotContain("<parent>");
  }

  @Test
  void every_module_has_a_name_and_says_what_it_is() throws IOException {
    assertThat(Modules.all())
        .allSatisfy(
            module ->
                assertThat(module.pom())
                    .as(module.artifact())
                    .contains("\n  <name>Millrace ")
                    .contains("\n  <description>"));
  }
}
