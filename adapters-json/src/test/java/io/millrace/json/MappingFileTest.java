package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.json.mapping.Mapping;
import io.millrace.json.yaml.InvalidFile;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a mapping's file, in words. */
class MappingFileTest {
  private static final String GOOD =
      """
      stream: logins
      fields:
        event_id: $.id
        user_id: $.user
        event_type: { path: $.what, words: { ok: LOGIN_SUCCEEDED } }
        ip_address: { value: 192.0.2.1 }
        event_time: { path: $.at, time: "d.M. H:mm:ss", zone: UTC, year: 2026 }
      """;

  private static String faultsOf(String yaml) {
    try {
      Mapped.mapping(yaml);
    } catch (InvalidFile e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("no fault in " + yaml);
  }

  @Test
  void all_faults_are_told_at_once_each_with_its_place_and_the_nearest_right_word() {
    String yaml =
        """
        stream: login
        formt: json
        fields:
          event_id: id
        """;

    assertThat(faultsOf(yaml))
        .isEqualTo(
            "mapping test.yaml: line 1, column 9: stream is login, must be a stream; did you mean"
                + " \"logins\"?; line 2, column 1: formt is no key here; did you mean \"format\"?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.id | id | line 3, column 13: fields.event_id is \"id\", must be a path like $.user.name or $.items[0]['a b']",
        "user_id: | usr_id: | line 4, column 3: fields.usr_id is no field of logins; did you mean \"user_id\"?",
        "user_id: | usr_id: | line 3, column 3: fields.user_id is missing: every record must have it",
        "LOGIN_SUCCEEDED | LOGIN_SUCCEDED | line 5, column 44: fields.event_type.words.ok does not fit the field: event_type is \"LOGIN_SUCCEDED\", must be LOGIN_SUCCEEDED or LOGIN_FAILED",
        "value: 192.0.2.1 | value: x, default: y | line 6, column 27: fields.ip_address.default is no key here",
        "value: 192.0.2.1 | path: $.a, id: $.b | line 6, column 15: fields.ip_address must have exactly one of path, value, template, id, sum",
        "value: 192.0.2.1 | template: 'a{$.x' | fields.ip_address.template has a brace that is not closed",
        "value: 192.0.2.1 | path: $.a, times: 3 | fields.ip_address.times is for fields that are numbers",
        "value: 192.0.2.1 | path: $.a, else: x | fields.ip_address.else is for what \"words\" does not name",
        "value: 192.0.2.1 | path: $.a, time: iso | fields.ip_address.time is for event_time",
        "'zone: UTC, ' | '' | says no zone: add \"zone\", like Europe/Berlin or UTC",
        "zone: UTC | zone: Berlin | fields.event_time.zone is Berlin, must be a zone like Europe/Berlin or UTC",
        "'\"d.M. H:mm:ss\"' | isoo | \"isoo\" is no pattern; did you mean \"iso\"?",
        "'\"d.M. H:mm:ss\"' | '\"H:mm:ss\"' | cannot be used, as Java says",
        "'\"d.M. H:mm:ss\"' | '\"d.M.uuuu H:mm:ss\"' | fields.event_time.year is for times that do not say theirs",
        "stream: logins | 'stream: logins\\ncolumns: [a]' | line 2, column 10: columns is for format: csv",
        "stream: logins | 'stream: logins\\nstream: logins' | line 2, column 1: stream stands there twice, must be there once",
        "stream: logins | 'stream: &a logins' | anchors and aliases (& and *) are not allowed",
        "stream: logins | 'stream: !!str logins' | tags (tag:yaml.org,2002:str) are not allowed",
        "stream: logins | '<<: {a: b}\\nstream: logins' | merge keys (<<) are not allowed",
        "stream: logins | 'stream: logins\\nonly: [{path: $.a}]' | only must have, beside path, exactly one of equals",
        "stream: logins | 'a: {b: $.c[0]}' | it is not YAML 1.2: expected ',' or '}', but got [; a text within braces that holds a comma or a bracket must be quoted",
      })
  void a_fault_says_where_it_is_what_stands_there_and_what_may(
      String right, String wrong, String told) {
    String from = right.replace("'", "");
    String to =
        wrong.startsWith("'") && wrong.endsWith("'")
            ? wrong.substring(1, wrong.length() - 1)
            : wrong;
    assertThat(GOOD).contains(from);

    assertThat(faultsOf(GOOD.replace(from, to.replace("\\n", "\n")))).contains(told);
  }

  @Test
  void a_pattern_is_one_of_re2_and_has_names() {
    String yaml =
        """
        stream: readings
        format: text
        pattern: '%s'
        fields: { series_id: name, value: v, event_time: t }
        """;
    assertThat(faultsOf(yaml.formatted("(?P<name>a)(?P<v>b)(?P<tt>c)")))
        .contains(
            "fields.event_time is \"t\", must be a group of the pattern; did you mean \"tt\"?");
    assertThat(faultsOf(yaml.formatted("(a)\\1")))
        .contains("pattern is no regular expression of RE2");
    assertThat(faultsOf(yaml.formatted("abc"))).contains("pattern has no group with a name");
  }

  @Test
  void a_name_of_no_mapping_is_refused_with_the_nearest() {
    assertThatThrownBy(() -> Mapping.named("sshd-authlog", Mapped.STREAMS))
        .isInstanceOf(InvalidFile.class)
        .hasMessageContaining("did you mean \"sshd-auth-log\"?");
  }

  @Test
  void json_is_yaml() {
    String json =
        Records.quoted(
            "{'stream':'readings','fields':{'series_id':'$.s','value':'$.v','event_time':'$.t'}}");
    assertThat(Mapped.of(json, "{\"s\":\"a\",\"v\":1,\"t\":2}").events()).hasSize(1);
  }

  @Test
  void a_damaged_file_is_refused_or_read_and_never_more() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = good.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(128);
      }
      try {
        Mapping.read("damaged", damaged, Mapped.STREAMS);
      } catch (InvalidFile e) {
        assertThat(e).hasMessageStartingWith("mapping damaged: ");
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed " + seed + ": " + new String(damaged, StandardCharsets.UTF_8), e);
      }
    }
  }
}
