package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.gate.RunSummary;
import io.millrace.bootstrap.run.LiveStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LiveTerminalTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void a_terminal_shows_how_far_the_job_is() {
    LiveTerminal terminal = terminal(true);

    terminal.at(
        new LiveStatus(
            new RunSummary(Map.of(), Map.of(), Map.of(), Map.of()),
            12_345,
            OptionalLong.of(NOW.toEpochMilli() - 3_000),
            OptionalLong.of(NOW.toEpochMilli() - 8_001),
            new LiveStatus.Checkpoint(7, NOW.toEpochMilli() - 4_000)));

    assertThat(text())
        .endsWith(
            "12,345 records  0/s  behind 3 s  decided to 2026-11-23T09:59:51Z"
                + "  checkpoint 7, 4 s ago");
  }

  @Test
  void elsewhere_there_are_sentences_alone() {
    LiveTerminal terminal = terminal(false);

    terminal.at(
        new LiveStatus(
            new RunSummary(Map.of(), Map.of(), Map.of(), Map.of()),
            1,
            OptionalLong.empty(),
            OptionalLong.empty(),
            null));
    terminal.say("the job goes on");

    assertThat(text()).isEqualTo("10:00:00 the job goes on" + System.lineSeparator());
  }

  private LiveTerminal terminal(boolean shows) {
    return new LiveTerminal(Terminal.of(out, shows, "records"), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
