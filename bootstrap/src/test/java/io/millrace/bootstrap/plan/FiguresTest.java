package io.millrace.bootstrap.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final String SECTION = "## What sizes are counted with";

  @Test
  void each_figure_stands_in_the_documentation_of_the_measurement() throws IOException {
    String all = Files.readString(Path.of("../docs/performance.md"));
    assertThat(all).contains(SECTION);
    String section = all.substring(all.indexOf(SECTION)).replaceAll("\\s+", " ");
    Figures figures = Figures.measured();
    for (double figure :
        List.of(
            figures.eventsPerCpuSecond(),
            figures.rocksDbFactor(),
            figures.stateBytesPerKey(),
            figures.tableWritesPerEvent(),
            figures.lakeRecordsPerEvent(),
            figures.lakeBytesPerEvent())) {
      boolean whole = figure == Math.rint(figure);
      String text = whole ? Workings.text(figure) : Double.toString(figure);
      assertThat(section).contains(" " + text + " ");
    }
    assertThat(figures.source()).contains(Workings.text(figures.eventsPerCpuSecond()));
  }
}
