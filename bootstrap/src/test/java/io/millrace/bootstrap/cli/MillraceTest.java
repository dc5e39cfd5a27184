package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MillraceTest {
  private static final String LOGIN =
      """
      {"event_id":"e1","user_id":"u","event_type":"LOGIN_FAILED","ip_address":"10.0.0.1","event_time":0}
      """;

  @TempDir private Path folder = Path.of(".");

  @Test
  void without_a_command_it_says_which_there_are() {
    Command command = Command.run();

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err().lines()).hasSize(1);
    assertThat(command.err()).contains("backfill", "run", "generate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "backfill", "generate"})
  void every_command_explains_itself(String name) {
    Command command = Command.run(name, "--help");

    assertThat(command.exitCode()).isZero();
    assertThat(command.out()).contains("Usage: millrace " + name, "--output=DIR");
  }

  @Test
  void serving_wants_properties_from_somewhere() {
    Command serve = Command.run("serve");
    assertThat(serve.exitCode()).isEqualTo(2);
    assertThat(serve.err())
        .contains("give --config FILE, or the properties themselves in MILLRACE_CONFIG");
  }

  @Test
  void an_unknown_option_is_refused_in_one_sentence() {
    Command command = Command.run("backfill", "--inptu", "x");

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "backfill"})
  void an_input_that_is_not_there_is_named(String name) {
    Command command =
        Command.run(name, "--input", folder.resolve("none"), "--output", folder.resolve("out"));

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("none", "not a folder");
    assertThat(command.err().lines()).hasSize(1);
  }

  @Test
  void an_input_without_streams_is_refused() {
    Command command = Command.run("backfill", "--input", folder, "--output", folder);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("holds no stream");
  }

  @Test
  void a_stream_in_two_files_is_refused() throws IOException {
    Files.writeString(folder.resolve("logins.ndjson"), LOGIN);
    Files.writeString(folder.resolve("logins.ndjson.gz"), LOGIN);

    Command command = Command.run("backfill", "--input", folder, "--output", folder);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("logins.ndjson.gz");
  }

  @Test
  void a_file_that_only_claims_to_be_gzip_is_refused() throws IOException {
    Files.writeString(folder.resolve("logins.ndjson.gz"), LOGIN);

    Command command = Command.run("backfill", "--input", folder, "--output", folder);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("gzip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "backfill"})
  void results_are_not_replaced_unless_that_is_allowed(String name) throws IOException {
    Files.writeString(folder.resolve("logins.ndjson"), LOGIN);
    Path out = folder.resolve("out");

    assertThat(Command.run(name, "--input", folder, "--output", out).exitCode()).isZero();
    Command again = Command.run(name, "--input", folder, "--output", out);
    Command allowed = Command.run(name, "--input", folder, "--output", out, "--overwrite");

    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("--overwrite");
    assertThat(allowed.exitCode()).isZero();
    assertThat(out.resolve("alerts.ndjson")).isEmptyFile();
    assertThat(out.resolve("scores.ndjson")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "backfill"})
  void a_senseless_policy_is_refused_with_all_its_faults(String name) throws IOException {
    Files.writeString(folder.resolve("logins.ndjson"), LOGIN);
    Path policy = folder.resolve("policy.json");
    Files.writeString(
        policy,
        """
        {"brute_force": {"failures": 1, "within_ms": 0, "mod": "every-match"},
         "card_testing": {"small_at_most": 300},
         "currency_scales": {"JPY": 0, "JPX": 100, "SEK": "ten"},
         "anomalies": {}}
        """);

    Command command =
        Command.run(name, "--input", folder, "--output", folder.resolve("out"), "--policy", policy);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .contains(
            "failures is 1",
            "within_ms is 0",
            "brute_force.mod is not a field of this policy; did you mean \"mode\"?",
            "large_at_least",
            "JPY is 0, must be from 0.0001 to 1000000",
            "currency_scales.SEK is ten, must be a number",
            "currency_scales.JPX is not a field of this policy",
            "\"anomalies\" is not a policy; did you mean \"anomaly\"?");
  }

  @Test
  void a_policy_changes_what_is_decided() throws IOException {
    Files.writeString(
        folder.resolve("logins.ndjson"), LOGIN + LOGIN.replace("e1", "e2").replace(":0}", ":1}"));
    Path policy = folder.resolve("policy.json");
    Files.writeString(policy, "{\"brute_force\": {\"rule_version\": \"2\", \"failures\": 2}}");
    Path out = folder.resolve("out");

    Command command =
        Command.run("backfill", "--input", folder, "--output", out, "--policy", policy);

    assertThat(command.exitCode()).isZero();
    assertThat(out.resolve("alerts.ndjson"))
        .content()
        .contains("\"rule_version\":\"2\"", "\"evidence\":[\"e1\",\"e2\"]");
  }

  @ParameterizedTest
  @CsvSource({"machine, 20000", "cep, 20000", "machine, 200", "cep, 200"})
  void amounts_of_policies_have_the_scale_of_the_currency(String engine, String threshold)
      throws IOException {
    StringBuilder payments = new StringBuilder();
    String[] amounts = {"0.00", "5", "4", "1654", "20000"};
    for (int i = 0; i < amounts.length; i++) {
      String payment =
          String.format(
              Locale.ROOT,
              "{'event_id':'p%d','card_id':'c','merchant_id':'m','amount':%s,'currency':'jpy',"
                  + "'outcome':'DECLINED','event_time':%d}%n",
              i,
              amounts[i],
              i);
      payments.append(payment.replace('\'', '"'));
    }
    Files.writeString(folder.resolve("payments.ndjson"), payments);
    Path policy = folder.resolve("policy.json");
    String scales = threshold.equals("200") ? "{\"currency_scales\": {\"JPY\": 1}}" : "{}";
    Files.writeString(policy, scales);
    Path out = folder.resolve("out");

    Command command =
        Command.run(
            "run", "--engine", engine, "--input", folder, "--output", out, "--policy", policy);

    assertThat(command.exitCode()).isZero();
    String large = threshold.equals("200") ? "1654" : "20000";
    assertThat(Files.readString(out.resolve("alerts.ndjson")))
        .contains(
            "\"observed\":\"" + large + "\",\"threshold\":\"" + threshold + "\"",
            "Card c paid " + large + " JPY, at or above " + threshold + " JPY");
    assertThat(Files.readAllLines(out.resolve("alerts.ndjson"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "backfill"})
  void objects_without_a_delimiter_are_that_many_records(String name) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      line.append(LOGIN.strip().replace("e1", "e" + i).replace(":0}", ":" + 1000 * i + "}"));
    }
    Files.writeString(folder.resolve("logins.ndjson"), line + "{}\n" + line + "{\n");
    Path out = folder.resolve("out");

    Command command = Command.run(name, "--input", folder, "--output", out);

    assertThat(command.exitCode()).isZero();
    assertThat(command.out()).containsPattern("logins +9 +2 +0 +0 +7");
    assertThat(Files.readAllLines(out.resolve("alerts.ndjson"))).hasSize(2);
    assertThat(Files.readAllLines(out.resolve("rejections.ndjson")))
        .anyMatch(
            rejection ->
                rejection.contains("\"raw\":\"{}\",\"source\":{")
                    && rejection.contains("\"line\":1"))
        .anyMatch(rejection -> rejection.contains("\"line\":2"));
  }

  @Test
  void the_summary_says_what_became_of_everything() throws IOException {
    Files.writeString(folder.resolve("logins.ndjson"), LOGIN + LOGIN + "\nnonsense\n");

    Command command = Command.run("backfill", "--input", folder, "--output", folder.resolve("out"));

    assertThat(command.out().lines())
        .anyMatch(line -> line.matches("logins +3 +1 +0 +0 +2"))
        .anyMatch(line -> line.matches("brute-force-login +1 +1 +machine"))
        .anyMatch(line -> line.matches("rejections +1"))
        .anyMatch(
            line -> line.matches("logins +1970-01-01T00:00:00.000Z +1970-01-01T00:00:00.000Z"))
        .anyMatch(line -> line.startsWith("elapsed "));
    assertThat(command.err().lines())
        .singleElement()
        .asString()
        .startsWith("millrace: warning: all events of logins are from before 2000");
  }
}
