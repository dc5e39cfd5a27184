package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.event.Stream;
import io.millrace.files.OwnFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Someone else has put symbolic links where a command will write, to have it write elsewhere. */
class PlantedLinksTest {
  private static final String KEPT = "what must stay as it is\n";

  @TempDir private Path folder = Path.of(".");
  private Path victim = Path.of("unset");
  private Path input = Path.of("unset");

  @BeforeEach
  void make_files() throws IOException {
    victim = Files.writeString(folder.resolve("victim"), KEPT);
    input = Files.createDirectories(folder.resolve("in"));
    Files.writeString(
        input.resolve("products.ndjson"),
        "{\"product_id\":\"P-1\",\"name\":\"Lamp\",\"category\":\"home\"}\n");
  }

  private void plant(Path link) throws IOException {
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, victim);
  }

  private void assertUntouched(Path result) throws IOException {
    assertThat(victim).hasContent(KEPT);
    assertThat(Files.isRegularFile(result, LinkOption.NOFOLLOW_LINKS)).as("%s", result).isTrue();
  }

  @Test
  void backfill_does_not_follow_them() throws IOException {
    Path out = folder.resolve("out");
    plant(out.resolve(".alerts.ndjson.partial"));
    plant(out.resolve("alerts.ndjson"));

    String unused =
        CommandLineFor.success("backfill", "--input", input, "--output", out, "--overwrite");

    assertUntouched(out.resolve("alerts.ndjson"));
  }

  @Test
  void a_link_counts_as_a_result_even_if_it_points_nowhere() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Files.createSymbolicLink(out.resolve("alerts.ndjson"), folder.resolve("nowhere"));

    Command command = Command.run("backfill", "--input", input, "--output", out);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("alerts.ndjson").contains("--overwrite");
  }

  @Test
  void run_does_not_follow_them() throws IOException {
    Path out = folder.resolve("out");
    Path work = Files.createDirectories(folder.resolve("elsewhere"));
    plant(out.resolve("alerts.ndjson"));
    Files.createSymbolicLink(out.resolve(".unfinished"), work);
    Path theirs = Files.writeString(work.resolve("theirs"), KEPT);

    String unused = CommandLineFor.success("run", "--input", input, "--output", out, "--overwrite");

    assertUntouched(out.resolve("alerts.ndjson"));
    assertThat(theirs).hasContent(KEPT);
  }

  @Test
  void generate_does_not_follow_them() throws IOException {
    Path out = folder.resolve("traffic");
    plant(out.resolve("orders.ndjson"));
    plant(out.resolve("labels.ndjson"));

    String unused =
        CommandLineFor.success(
            "generate", "--output", out, "--events", 1000, "--seed", 3, "--overwrite");

    assertUntouched(out.resolve("orders.ndjson"));
    assertUntouched(out.resolve("labels.ndjson"));
  }

  @Test
  void sql_does_not_follow_them() throws IOException {
    Path rows = folder.resolve("out/rows.csv");
    plant(rows.resolveSibling(".rows.csv.partial"));
    Path query = Files.writeString(folder.resolve("query.sql"), "SELECT product_id FROM products");

    String unused =
        CommandLineFor.success("sql", "--input", input, "--output", rows, query.toString());

    assertUntouched(rows);
    assertThat(rows).content().contains("P-1");
  }

  @Test
  void nothing_is_added_to_what_a_link_points_to() throws IOException {
    Path ledger = folder.resolve("out").resolve(Stream.ORDERS.id());
    plant(ledger);

    assertThatThrownBy(() -> addTo(ledger))
        .hasMessageContaining("is a symbolic link")
        .hasMessageContaining("remove it");
    assertThat(victim).hasContent(KEPT);
  }

  private static void addTo(Path file) throws IOException {
    try (OutputStream out = OwnFile.append(file)) {
      out.write('x');
    }
  }
}
