package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandsTest {
  private static final Path CONFIG = Path.of("../deploy/millrace.json");

  @Test
  void a_size_comes_with_its_arithmetic_and_the_rule_of_thumb() {
    Command size = Command.run("size", "--events", 5000, "--bytes", 300);

    assertThat(size.exitCode()).as(size.err()).isZero();
    assertThat(size.out())
        .contains("5,000 events/s x 300 B")
        .contains("rule of thumb")
        .contains("docs/performance.md");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          size                                                | give what comes in
          size --events 5 --stream logins=1x1                 | give what comes in
          size --events 0                                     | events has 0.0 events/s, must be more than 0
          size --events -5                                    | must be more than 0
          size --events NaN                                   | must be more than 0
          size --events 5 --bytes 0                           | must be from 1 to 1048576
          size --events 5 --keys 0                            | --keys is 0, must be from 1
          size --events 5 --peak 0.5                          | --peak is 0.5, must be from 1 to 1000
          size --events many                                  | many
          size --stream logins                                | --stream is "logins", must be a stream, its events
          size --stream logons=5x5                            | "logons", which is no stream; did you mean "logins"?
          size --stream logins=5x5 --stream logins=5x5        | --stream names logins twice
          size --stream logins=5x9999999                      | must be from 1 to 1048576
          deploy-plan --events 5                              | give what each stream brings
          deploy-plan --stream logins=5x5 --account 12        | --account is "12", must be 12 digits
          deploy-plan --stream logins=5x5 --config none.json  | none.json
          """)
  void nonsense_is_refused_in_one_sentence(String line, String complaint) {
    Command command = Command.run((Object[]) line.split(" "));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains(complaint);
    assertThat(command.err().lines()).hasSize(1);
  }

  @Test
  void a_plan_names_what_is_created_and_counts_what_is_billed() {
    Command plan =
        Command.run(
            "deploy-plan", "--config", CONFIG, "--stream", "logins=2000x250", "--prefix", "shop");

    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out())
        .contains("shop-logins", "6 shards", "shop_evidence", "shop-enriched-orders")
        .contains("arn:aws:sns:eu-central-1:123456789012:shop-alerts")
        .contains("KPU hours", "2 KPUs x 730 h")
        .contains("(11 in + 1 out) x 730 h")
        .contains("5,256.0  million PUT units")
        .doesNotContain(" = 0.00")
        .doesNotContain("${");
  }

  @Test
  void topics_are_decided_upon_but_neither_put_nor_archived() {
    Command plan =
        Command.run(
            "deploy-plan",
            "--config",
            Path.of("../deploy/millrace-msk.json"),
            "--stream",
            "logins=2000x250",
            "--stream",
            "requests=100x1000");

    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out())
        .contains("(topic)", "logins", "2 KPUs x 730 h")
        .contains("(1 in + 0 out) x 730 h")
        .contains("262.8  million PUT units") // 100/s x 730 h
        .contains("0.51 MB/s of archive"); // 100/s x 5 KB
  }

  @Test
  void money_is_counted_with_the_users_prices_only(@TempDir Path folder) throws IOException {
    Path prices =
        Files.writeString(
            folder.resolve("prices.properties"), "kpu_hour=0.5\ntext=EUR, as of 2026-11-01\n");

    Command plan =
        Command.run(
            "deploy-plan", "--config", CONFIG, "--stream", "logins=9x9", "--prices", prices);

    assertThat(plan.out()).contains("x 0.5 = 730.00"); // 2 x 730 x 0.5
    assertThat(plan.out()).contains("of what has a price: 730.00 (EUR, as of 2026-11-01)");
  }

  @Test
  void prices_of_nothing_are_refused(@TempDir Path folder) throws IOException {
    Path unknown = Files.writeString(folder.resolve("a"), "kpu_hours=1\n");
    Path text = Files.writeString(folder.resolve("b"), "kpu_hour=cheap\n");

    assertThat(refusal(unknown))
        .contains("\"kpu_hours\", which is no unit; did you mean \"kpu_hour\"");
    assertThat(refusal(text)).contains("kpu_hour=cheap, must be a number");
    assertThat(refusal(folder.resolve("none"))).contains("does not exist");
  }

  private static String refusal(Path prices) {
    Command plan =
        Command.run(
            "deploy-plan", "--config", CONFIG, "--stream", "logins=9x9", "--prices", prices);
    assertThat(plan.exitCode()).isEqualTo(2);
    return plan.err();
  }
}
