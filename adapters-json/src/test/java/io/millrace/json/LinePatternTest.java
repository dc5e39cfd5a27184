package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.millrace.json.mapping.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinePatternTest {
  /** What the groups hold, or null if the line does not match. */
  private static @Nullable Map<String, String> taken(String regex, String line) {
    Pattern pattern = Pattern.compile(regex);
    Map<String, Slot> slots = new HashMap<>();
    pattern.namedGroups().keySet().forEach(name -> slots.put(name, new Slot()));
    if (!new LinePattern(pattern, slots).take(line)) {
      return null;
    }
    Map<String, String> texts = new TreeMap<>();
    slots.forEach(
        (name, slot) -> {
          String text = slot.text();
          if (text != null) {
            texts.put(name, text);
          }
        });
    return texts;
  }

  private static @Nullable Map<String, String> byRe2(String regex, String line) {
    Matcher matcher = Pattern.compile(regex).matcher(line);
    if (!matcher.find()) {
      return null;
    }
    Map<String, String> texts = new TreeMap<>();
    for (String name : matcher.pattern().namedGroups().keySet()) {
      String text = matcher.group(name);
      if (text != null && !text.isEmpty()) {
        texts.put(name, text);
      }
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a|b)*c",
        "(?:a)+",
        "(?i)a",
        "\\bx",
        "\\pL",
        "[[:alpha:]]",
        "[a&&b]",
        "[]a]",
        "[a[b]",
        "\\Qa\\E",
        "\\z",
        "a++",
        "a*+",
        "ä",
        "(?s:.)",
        "\\x41",
        "\\v"
      })
  void an_expression_that_the_jdk_may_read_otherwise_is_left_to_re2(String regex) {
    assertThat(LinePattern.sameInJava(regex)).isNull();
  }

  @Test
  void groups_without_repetition_and_plain_classes_are_the_same_in_both() {
    assertThat(LinePattern.sameInJava("^(?P<a_b>\\S+) (?:x|y)?[^\"\\]a-z]*?\\[(?<c>.{2,3})$"))
        .isEqualTo("^(\\S+) (?:x|y)?[^\"\\]a-z]*?\\[(.{2,3})$");
  }

  @Test
  void the_first_patterns_of_the_ready_made_mappings_are_quick() {
    for (String name : Mapping.NAMES) {
      List<Pattern> patterns = Mapping.named(name, Mapped.STREAMS).spec().patterns();
      if (!patterns.isEmpty()) {
        assertThat(new LinePattern(patterns.get(0), Map.of()).isQuick()).as(name).isTrue();
      }
    }
  }

  @Test
  void random_expressions_take_the_same_from_random_lines_as_re2_does() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int quick = 0;
    for (int i = 0; i < 3_000; i++) {
      String regex = "(?P<g>" + expression(random, 3) + ")" + (random.nextBoolean() ? "$" : "");
      Pattern pattern;
      try {
        pattern = Pattern.compile(regex);
      } catch (RuntimeException e) {
        continue; // not of RE2
      }
      quick += new LinePattern(pattern, Map.of()).isQuick() ? 1 : 0;
      for (int n = 0; n < 5; n++) {
        String line = line(random);
        assertThat(taken(regex, line))
            .as("seed %d, %s in \"%s\"", seed, regex, line)
            .isEqualTo(byRe2(regex, line));
      }
    }
    assertThat(quick).as("seed %d", seed).isGreaterThan(500);
  }

  private static final List<String> ATOMS =
      List.of("a", "b", " ", ".", "\\S", "\\s", "\\d", "\\w", "[ab]", "[^a ]", "1", "\\.", "^");

  private static final List<String> REPEATED =
      List.of("", "", "", "*", "+", "?", "*?", "+?", "{1,2}");

  private static String expression(Random random, int depth) {
    StringBuilder made = new StringBuilder();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      boolean isGroup = depth > 0 && random.nextInt(3) == 0;
      made.append(
          isGroup
              ? "("
                  + (random.nextBoolean() ? "?:" : "")
                  + expression(random, depth - 1)
                  + (random.nextBoolean() ? "|" + expression(random, depth - 1) : "")
                  + ")"
              : ATOMS.get(random.nextInt(ATOMS.size())));
      made.append(isGroup ? (random.nextBoolean() ? "?" : "") : REPEATED.get(random.nextInt(9)));
    }
    return made.toString();
  }

  private static String line(Random random) {
    List<String> signs =
        List.of("a", "b", " ", "1", ".", "\r", "\u000b", "\u0085", "\u2028", "é", "\ud83d\ude00");
    StringBuilder line = new StringBuilder();
    for (int n = random.nextInt(12); n > 0; n--) {
      line.append(signs.get(random.nextInt(random.nextInt(3) == 0 ? signs.size() : 4)));
    }
    return line.toString();
  }

  /** The JDK alone would need longer than the universe is old. */
  @Test
  void an_expression_that_would_try_every_way_ends() {
    String regex = "^(?P<a>a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*)b$";
    assertThat(new LinePattern(Pattern.compile(regex), Map.of()).isQuick()).isTrue();
    assertThat(taken(regex, "a".repeat(2_000))).isNull();
    assertThat(taken(regex, "a".repeat(2_000) + "b")).isNotNull();
  }

  @Test
  void the_longest_line_overflows_no_stack() {
    String line = "\"" + "x\\\"".repeat(100_000) + "\" 7";
    List<@Nullable Map<String, String>> all = new ArrayList<>();
    all.add(taken("^\"(?:[^\"\\\\]|\\\\.)*\" (?P<n>[0-9])$", line));
    all.add(taken("^\".*\" (?P<n>[0-9])$", line));
    assertThat(all).containsOnly(Map.of("n", "7"));
  }
}
