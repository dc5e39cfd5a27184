package io.millrace.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.event.Stream;
import io.millrace.traffic.TrafficLabel.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {
  private static final int EVENTS = 20_000;
  private static final Pattern EVENT_ID = Pattern.compile("\"event_id\":\" *([^ \"]+)");

  private final List<TrafficLabel> labels = new ArrayList<>();
  private final List<TrafficRecord> records = new ArrayList<>();

  private void generate(TrafficProfile profile) {
    new Traffic(profile, labels::add).forEachRemaining(records::add);
  }

  private List<TrafficLabel> labelled(Kind kind) {
    return labels.stream().filter(label -> label.kind() == kind).toList();
  }

  private Map<String, TrafficRecord> byId(Stream stream) {
    Map<String, TrafficRecord> found = new HashMap<>();
    for (TrafficRecord record : records) {
      Matcher id = EVENT_ID.matcher(text(record).replace("\\u002d", "-"));
      if (record.stream().equals(stream) && id.find()) {
        found.putIfAbsent(id.group(1), record);
      }
    }
    return found;
  }

  private static String text(TrafficRecord record) {
    return new String(record.json(), StandardCharsets.UTF_8);
  }

  private static TrafficRecord get(Map<String, TrafficRecord> found, String id) {
    TrafficRecord record = found.get(id);
    assertThat(record).as(id).isNotNull();
    return Objects.requireNonNull(record);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, -1, Long.MIN_VALUE})
  void twenty_thousand_events_hold_every_kind_of_incident(long seed) {
    generate(TrafficProfile.of(EVENTS, seed));
    assertThat(labels).extracting(TrafficLabel::kind).contains(Kind.values());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 5_000, 1_000_000})
  void every_rate_holds_every_kind_of_incident_but_the_spikes(double rate) {
    generate(TrafficProfile.of(EVENTS, 1).withRate(rate));
    List<Kind> wanted = new ArrayList<>(List.of(Kind.values()));
    wanted.remove(Kind.SPIKE); // at a million a second, readings run out of milliseconds
    assertThat(labels).extracting(TrafficLabel::kind).containsAll(wanted);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 50, 20_000})
  void exactly_what_is_labelled_late_is_behind_its_streams_watermark(double rate) {
    Traffic traffic = new Traffic(TrafficProfile.of(EVENTS, 1).withRate(rate), labels::add);
    Map<Stream, Long> watermarks = new LinkedHashMap<>();
    while (traffic.hasNext()) {
      int before = labels.size();
      TrafficRecord record = traffic.next();
      List<Kind> kinds =
          labels.subList(before, labels.size()).stream().map(TrafficLabel::kind).toList();
      if (record.stream().equals(Stream.PRODUCTS) || kinds.contains(Kind.DIRTY)) {
        continue;
      }
      long watermark = watermarks.getOrDefault(record.stream(), Long.MIN_VALUE);
      assertThat(record.eventTimeMs() <= watermark)
          .as("%s at %s", text(record), watermark)
          .isEqualTo(kinds.contains(Kind.LATE));
      long boundMs = record.stream().equals(Stream.ORDERS) ? 10_000 : 5_000;
      if (!kinds.contains(Kind.LATE)) {
        watermarks.merge(record.stream(), record.eventTimeMs() - boundMs - 1, Math::max);
      }
    }
    assertThat(labelled(Kind.LATE)).isNotEmpty();
  }

  @Test
  void the_failures_of_a_brute_force_satisfy_the_rule() {
    generate(TrafficProfile.of(EVENTS, 2));
    Map<String, TrafficRecord> logins = byId(Stream.LOGINS);
    for (TrafficLabel label : labelled(Kind.BRUTE_FORCE)) {
      List<TrafficRecord> failures = label.eventIds().stream().map(id -> get(logins, id)).toList();
      assertThat(failures)
          .hasSizeGreaterThanOrEqualTo(3)
          .allSatisfy(login -> assertThat(text(login)).contains("LOGIN_FAILED", label.key()));
      for (int i = 2; i < failures.size(); i++) {
        assertThat(failures.get(i).eventTimeMs() - failures.get(i - 2).eventTimeMs())
            .isBetween(1L, 59_999L);
      }
    }
  }

  @Test
  void a_takeover_ends_with_a_success_soon_after_the_failures() {
    generate(TrafficProfile.of(EVENTS, 2));
    Map<String, TrafficRecord> logins = byId(Stream.LOGINS);
    for (TrafficLabel label : labelled(Kind.ACCOUNT_TAKEOVER)) {
      String last = label.eventIds().get(label.eventIds().size() - 1);
      assertThat(text(get(logins, last))).contains("LOGIN_SUCCEEDED");
      assertThat(label.endMs() - label.startMs()).isLessThan(60_000);
    }
  }

  @Test
  void a_card_test_is_small_payments_and_a_large_one_within_ten_minutes() {
    generate(TrafficProfile.of(10 * EVENTS, 3));
    Map<String, TrafficRecord> payments = byId(Stream.PAYMENTS);
    Pattern amount = Pattern.compile("\"amount\":\"?([0-9.]+)");
    for (TrafficLabel label : labelled(Kind.CARD_TESTING)) {
      List<Double> amounts = new ArrayList<>();
      for (String id : label.eventIds()) {
        String payment = text(get(payments, id));
        Matcher found = amount.matcher(payment);
        assertThat(found.find()).isTrue();
        int scale = payment.contains("\"JPY\"") ? 100 : 1;
        amounts.add(Double.parseDouble(found.group(1)) / scale);
      }
      int last = amounts.size() - 1;
      assertThat(amounts.subList(0, last))
          .hasSizeGreaterThanOrEqualTo(3)
          .allSatisfy(small -> assertThat(small).isLessThanOrEqualTo(5));
      assertThat(amounts.get(last)).isGreaterThanOrEqualTo(200);
      assertThat(label.endMs() - label.startMs()).isLessThan(600_000);
    }
  }

  @Test
  void no_stock_comes_near_the_orders_of_a_stock_out() {
    generate(TrafficProfile.of(10 * EVENTS, 4));
    for (TrafficLabel label : labelled(Kind.STOCK_OUT)) {
      assertThat(records)
          .filteredOn(record -> record.stream().equals(Stream.INVENTORY))
          .filteredOn(record -> text(record).contains(label.key() + "\""))
          .noneMatch(
              stock ->
                  stock.eventTimeMs() >= label.startMs() - 30_000
                      && stock.eventTimeMs() <= label.endMs() + 30_000);
    }
  }

  @Test
  void ids_never_repeat_without_duplicates() {
    generate(TrafficProfile.of(EVENTS, 5).clean());
    for (Stream stream : Stream.BUILT_IN) {
      long count = records.stream().filter(record -> record.stream().equals(stream)).count();
      assertThat((long) byId(stream).size())
          .isEqualTo(stream.equals(Stream.READINGS) || stream.equals(Stream.PRODUCTS) ? 0 : count);
    }
  }

  @Test
  void there_is_nothing_after_the_last_event() {
    Traffic traffic = new Traffic(TrafficProfile.of(1, 1), labels::add);
    traffic.forEachRemaining(records::add);
    assertThat(records).filteredOn(record -> !record.stream().equals(Stream.PRODUCTS)).hasSize(1);
    assertThatThrownBy(traffic::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void a_profile_is_refused_with_everything_that_is_wrong_with_it() {
    assertThatThrownBy(() -> new TrafficProfile(0, 1, Double.NaN, -1, 2, 0, -0.1))
        .hasMessageContainingAll("events is 0", "rate is NaN", "start_ms", "dirty_share is 2.0")
        .hasMessageContaining("duplicate_share is -0.1");
  }
}
