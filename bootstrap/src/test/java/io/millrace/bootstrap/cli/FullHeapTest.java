package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A process whose heap is too small for what it has to remember. */
class FullHeapTest {
  private static final int CUSTOMERS = 350_000;

  @TempDir private Path folder = Path.of(".");

  @Test
  void a_backfill_says_which_decision_holds_how_much_and_what_to_set() throws Exception {
    String said = millrace("backfill", "-Xmx72m", "-XX:+UseSerialGC");

    assertThat(said)
        .startsWith("millrace: failed: the heap of ")
        .matches("(?s).*is full: customer-orders holds [1-9][0-9]* MB for [1-9][0-9]{4,5} keys, .*")
        .matches("(?s).*; give it more, as with MILLRACE_OPTS=-Xmx[0-9]+m; .*")
        .endsWith("no policy makes customer-orders remember less");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the Flink job failed: java.lang.OutOfMemoryError: Java heap space",
        "the Flink job failed: java.util.concurrent.TimeoutException: The heartbeat of JobManager"
            + " with id 0 timed out."
      })
  void what_a_full_heap_does_to_a_job_is_told_with_what_to_set(String failure) {
    assertThat(saidBy(new IOException(failure)))
        .startsWith("millrace: failed: " + failure)
        .contains("MILLRACE_OPTS=-Xmx")
        .endsWith("says which decision holds how much\n");
  }

  @Test
  void an_error_of_the_heap_is_one_sentence_too() {
    assertThat(saidBy(new OutOfMemoryError("Java heap space")))
        .startsWith("millrace: failed: java.lang.OutOfMemoryError: Java heap space: the heap has ")
        .containsOnlyOnce("\n");
  }

  @Test
  void other_failures_say_nothing_of_the_heap() {
    assertThat(saidBy(new IOException("the disk is full")))
        .isEqualTo("millrace: failed: the disk is full\n");
  }

  private static String saidBy(Throwable failure) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int code = Millrace.execute(new CommandLine(new Failing(failure)));
      assertThat(code).isEqualTo(1);
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  @Command
  private record Failing(Throwable failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  /** What the command says on its one line of standard error. */
  private String millrace(String name, String... options) throws Exception {
    Path input = Files.createDirectories(folder.resolve("in"));
    everyOrderOfAnotherCustomer(input.resolve("orders.ndjson"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.millrace.bootstrap.cli.Millrace", name));
    command.addAll(List.of("--input", input.toString()));
    command.addAll(List.of("--output", folder.resolve("out").toString()));
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      String said = Files.readString(errors).strip();
      assertThat(process.exitValue()).as(said).isEqualTo(1);
      assertThat(said.lines()).as(said).hasSize(1);
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void everyOrderOfAnotherCustomer(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < CUSTOMERS; i++) {
        out.write(
            "{\"event_id\":\"o%d\",\"order_id\":\"o%d\",\"customer_id\":\"a-customer-with-a-long-name-%d\",\"product_id\":\"p\",\"quantity\":1,\"amount\":1,\"currency\":\"EUR\",\"status\":\"COMPLETED\",\"event_time\":%d}\n"
                .formatted(i, i, i, 1_700_000_000_000L + i * 10L));
      }
    }
  }
}
