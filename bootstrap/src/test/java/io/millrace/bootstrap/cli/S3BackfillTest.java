package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.ResultType;
import io.millrace.aws.s3.S3Mock;
import io.millrace.bootstrap.parity.Results;
import io.millrace.domain.event.Stream;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same history as files, as folders of files and as objects gives the same results. */
class S3BackfillTest {
  private static final long SEED = Long.getLong("millrace.seed", 20_261_123);
  private static final S3Mock S3 = S3Mock.running();
  private static final String ENDPOINT = "aws.endpointUrlS3";
  private static final String REGION = "aws.region";

  @TempDir private static Path files = Path.of(".");
  @TempDir private static Path folders = Path.of(".");
  @TempDir private Path out = Path.of(".");

  private static Map<ResultType, List<String>> expected = Map.of();

  @BeforeAll
  static void make_a_history_in_files_and_in_folders(@TempDir Path backfilled) throws IOException {
    System.setProperty(ENDPOINT, S3.endpoint().toString());
    System.setProperty(REGION, "eu-central-1");
    System.out.println("traffic of seed " + SEED);
    TrafficFiles.write(TrafficProfile.of(60_000, SEED).withRate(25), files, done -> {});
    Random dice = new Random(SEED);
    for (Stream stream : Stream.BUILT_IN) {
      Path file = files.resolve(stream.id() + ".ndjson");
      if (Files.exists(file)) {
        scatter(file, folders.resolve(stream.id()), dice);
      }
    }
    CommandLineFor.success("backfill", "--input", files, "--output", backfilled, "--scores");
    expected = Results.in(backfilled);
    assertThat(expected.get(ResultType.ALERTS)).isNotEmpty();
    assertThat(expected.get(ResultType.REJECTIONS)).isNotEmpty();
  }

  @AfterAll
  static void forget_the_emulator() {
    System.clearProperty(ENDPOINT);
    System.clearProperty(REGION);
  }

  @Test
  void folders_of_files_are_read_as_if_each_were_one_file() throws IOException {
    CommandLineFor.success("backfill", "--input", folders, "--output", out, "--scores");

    assertThat(withoutPlaces(Results.in(out))).isEqualTo(withoutPlaces(expected));
  }

  @Test
  void objects_give_byte_for_byte_what_the_same_files_give() throws IOException {
    String bucket = S3.newBucket();
    upload(files, bucket, "");

    CommandLineFor.success("backfill", "--input", "s3://" + bucket, "--output", out, "--scores");

    assertThat(Results.in(out)).isEqualTo(expected);
  }

  @Test
  void many_objects_below_a_prefix_give_what_the_same_folders_give() throws IOException {
    String bucket = S3.newBucket();
    upload(folders, bucket, "history/of 2026/");
    Path local = out.resolve("local");
    Path remote = out.resolve("remote");
    CommandLineFor.success("backfill", "--input", folders, "--output", local, "--scores");

    CommandLineFor.success(
        "backfill",
        "--input",
        "s3://" + bucket + "/history/of 2026",
        "--output",
        remote,
        "--scores");

    Map<ResultType, List<String>> found = Results.in(remote);
    assertThat(found.getOrDefault(ResultType.REJECTIONS, List.of()))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"file\":\"history/of 2026/"));
    found.computeIfPresent(
        ResultType.REJECTIONS,
        (type, lines) ->
            lines.stream().map(line -> line.replace("history/of 2026/", "")).sorted().toList());
    assertThat(found).isEqualTo(Results.in(local));
  }

  @Test
  void what_cannot_be_read_in_s3_is_bad_usage() {
    String bucket = S3.newBucket();

    Command nothing = Command.run("backfill", "--input", "s3://" + bucket + "/h", "--output", out);
    Command nowhere = Command.run("backfill", "--input", "s3://nowhere/h", "--output", out);
    Command noPlace = Command.run("backfill", "--input", "s3:/nowhere", "--output", out);

    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).hasLineCount(1).contains(bucket, "holds no stream");
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).hasLineCount(1).contains("s3://nowhere/h/", "does not exist");
    assertThat(noPlace.exitCode()).isEqualTo(2);
    assertThat(noPlace.err()).hasLineCount(1).contains("s3://BUCKET/PREFIX");
  }

  @Test
  void the_flink_job_says_that_it_reads_neither() {
    Command s3 = Command.run("run", "--input", "s3://bucket/h", "--output", out);
    Command many = Command.run("run", "--input", folders, "--output", out);

    assertThat(s3.exitCode()).isEqualTo(2);
    assertThat(s3.err()).hasLineCount(1).contains("only backfill reads S3");
    assertThat(many.exitCode()).isEqualTo(2);
    assertThat(many.err()).hasLineCount(1).contains("only backfill reads many as one");
  }

  /** Cuts a file into some, zipped or not, in folders by the hour. */
  private static void scatter(Path file, Path folder, Random dice) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String line = lines.readLine();
      for (int part = 100; line != null; part++) {
        boolean zipped = dice.nextBoolean();
        Path to = folder.resolve(String.format("2026/11/%s/part%s", part / 10, part));
        Files.createDirectories(to.getParent());
        try (OutputStream out = open(to, zipped)) {
          for (int left = dice.nextInt(2_000); left >= 0 && line != null; left--) {
            out.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
            line = lines.readLine();
          }
        }
      }
    }
  }

  private static OutputStream open(Path to, boolean zipped) throws IOException {
    OutputStream file = Files.newOutputStream(to);
    return zipped ? new GZIPOutputStream(file) : file;
  }

  private static void upload(Path folder, String bucket, String prefix) throws IOException {
    List<Path> all = new ArrayList<>();
    try (java.util.stream.Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile).forEach(all::add);
    }
    for (Path file : all) {
      S3.put(bucket, prefix + folder.relativize(file), Files.readAllBytes(file));
    }
  }

  private static Map<ResultType, List<String>> withoutPlaces(Map<ResultType, List<String>> all) {
    Map<ResultType, List<String>> results = new LinkedHashMap<>(all);
    results.computeIfPresent(
        ResultType.REJECTIONS,
        (type, lines) ->
            lines.stream().map(line -> line.replaceAll("\"source\".*", "")).sorted().toList());
    return results;
  }
}
