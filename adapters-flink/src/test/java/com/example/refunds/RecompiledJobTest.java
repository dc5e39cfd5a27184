package com.example.refunds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job whose classes are in its JAR alone goes on from the state of an earlier build. */
class RecompiledJobTest {
  private static final ShopHistory HISTORY =
      new ShopHistory(Long.getLong("millrace.seed", 20261202), 600, false);

  private final Path folder;
  private final String run = UUID.randomUUID().toString();

  RecompiledJobTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void another_build_with_newer_codecs_goes_on_with_every_count(String backend) throws Exception {
    System.out.println("seed " + HISTORY.seed() + " (-Dmillrace.seed)");
    RefundRun job = new RefundRun(backend, folder);
    half(job, UserJar.build(folder, 1, "CountCodecs"));

    Map<String, Long> counts = new HashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    for (String line : rest(job, UserJar.build(folder, 2, "CountCodecs"))) {
      String[] parts = line.split(" ", 3);
      long before = counts.getOrDefault(parts[0], 0L);
      assertThat(Long.parseLong(parts[1])).as(line).isEqualTo(before + 1);
      counts.put(parts[0], before + 1);
      lines.merge(parts[2], 1, Integer::sum);
    }
    assertThat(lines).containsOnlyKeys("by version 1", "by version 2");
    long refunds =
        HISTORY.arriving().stream()
            .filter(event -> event.kind.equals("REFUND"))
            .map(event -> event.id)
            .distinct()
            .count();
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(refunds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void an_older_build_is_refused(String backend) throws Exception {
    RefundRun job = new RefundRun(backend, folder);
    half(job, UserJar.build(folder, 2, "CountCodecs"));

    assertThatThrownBy(() -> rest(job, UserJar.build(folder, 1, "CountCodecs")))
        .hasStackTraceContaining("must not be incompatible");
  }

  @Test
  void codecs_that_are_gone_are_named() throws Exception {
    RefundRun job = new RefundRun("hashmap", folder);
    half(job, UserJar.build(folder, 1, "CountCodecs"));

    assertThatThrownBy(() -> rest(job, UserJar.build(folder, 1, "OtherCodecs")))
        .hasStackTraceContaining(
            "the state was written by the codecs com.example.recompiled.Job$CountCodecs, which"
                + " this job does not have: keep the class, its name and its package");
  }

  private void half(RefundRun job, UserJar jar) throws Exception {
    job.bring(jar.file());
    ShopSource source = new ShopSource(run, HISTORY, ShopSource.NEVER, HISTORY.events() / 2);
    jar.use(pipeline -> job.toASavepoint(source, 2, pipeline));
  }

  private List<String> rest(RefundRun job, UserJar jar) throws Exception {
    job.bring(jar.file());
    job.failForGood();
    ShopSource source = new ShopSource(run, HISTORY, ShopSource.NEVER, ShopSource.NEVER);
    List<String> lines = new ArrayList<>();
    jar.use(pipeline -> lines.addAll(job.toTheEnd(source, 3, pipeline).lines()));
    return lines;
  }
}
