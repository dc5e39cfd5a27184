package io.millrace.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.decisions.BuiltInDecisions;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.Severity;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueCheckTest {
  private static final Schema<Visit> VISITS =
      Schema.of(
          "visits",
          (visit, out) -> out.text(visit.eventId()).text(visit.guest()).time(visit.eventTimeMs()),
          in -> new Visit(in.text(), in.text(), in.time()),
          Field.identifier("event_id").id(),
          Field.identifier("guest").key(),
          Field.eventTime());
  private static final Schema<Count> COUNTS =
      Schema.of(
          "visit_counts",
          (count, out) -> out.count(count.visits()),
          in -> new Count(in.count()),
          Field.count("visits"));

  record Visit(String eventId, String guest, long eventTimeMs) implements StreamEvent {
    @Override
    public Stream stream() {
      return Stream.of(VISITS);
    }
  }

  record Count(long visits) implements Result {
    @Override
    public Schema<Count> schema() {
      return COUNTS;
    }
  }

  record Counting() implements StateMachine<Count, Visit, Count> {
    private static final Count NONE = new Count(0);

    @Override
    public Count initial() {
      return NONE;
    }

    @Override
    public Count onEvent(String key, Count state, Visit event, Outbox<? super Count> out) {
      return new Count(state.visits() + 1);
    }

    @Override
    public long deadline(Count state) {
      return NEVER;
    }

    @Override
    public Count onDeadline(String key, Count state, Outbox<? super Count> out) {
      return state;
    }
  }

  /** Nothing but what it is given. */
  private static final class Own implements DecisionModule {
    private static final long serialVersionUID = 1;
    private final transient List<Stream> streams;
    private final transient List<DecisionEntry<?, ?, ?>> decisions;

    Own(List<Stream> streams, List<DecisionEntry<?, ?, ?>> decisions) {
      this.streams = streams;
      this.decisions = decisions;
    }

    @Override
    public List<Stream> streams() {
      return streams;
    }

    @Override
    public List<DecisionEntry<?, ?, ?>> decisions() {
      return decisions;
    }
  }

  private static DecisionEntry.Builder<Count, Visit> counting(String name) {
    return DecisionEntry.named(name)
        .written(VISITS, COUNTS)
        .reads(Reads.from(Stream.of(VISITS), Visit.class, Visit::guest, visit -> visit));
  }

  private static List<String> faults(List<Stream> streams, DecisionEntry<?, ?, ?>... decisions) {
    return CatalogueCheck.faults(
        new Catalogue(List.of(new BuiltInDecisions(), new Own(streams, List.of(decisions)))));
  }

  @Test
  void what_millrace_brings_has_no_faults() {
    assertThat(CatalogueCheck.faults(Catalogue.installed())).isEmpty();
  }

  @Test
  void a_module_beside_it_adds_its_stream_and_its_results() {
    Catalogue both =
        Catalogue.installed()
            .and(
                new Own(
                    List.of(Stream.of(VISITS)),
                    List.of(
                        counting("visits")
                            .makes(ResultType.of(COUNTS))
                            .decidedBy(new Counting()))));

    assertThat(both.checked().stream("visits")).contains(Stream.of(VISITS));
    assertThat(both.resultType("visit_counts")).contains(ResultType.of(COUNTS));
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    Schema<Visit> timeless =
        Schema.of(
            "Guests",
            (visit, out) -> out.text(visit.guest()),
            in -> new Visit("", in.text(), 0),
            Field.identifier("guest"));
    assertThatThrownBy(
            () ->
                new Catalogue(
                        List.of(
                            new BuiltInDecisions(),
                            new Own(
                                List.of(Stream.of(timeless), Stream.LOGINS),
                                List.of(counting("anomaly").decidedBy(new Counting())))))
                    .checked())
        .isInstanceOf(InvalidCatalogue.class)
        .hasMessageContaining("stream \"Guests\" must have a name like")
        .hasMessageContaining("stream Guests has no time")
        .hasMessageContaining("stream logins is there twice")
        .hasMessageContaining("decision anomaly is there twice")
        .hasMessageContaining("decision anomaly reads stream visits, which no module brings");
  }

  @Test
  void an_event_or_a_state_that_cannot_be_written_and_read_again_is_told() {
    Schema<Count> onlyWritten =
        Schema.written("counts", (count, out) -> out.count(count.visits()), Field.count("visits"));
    DecisionEntry<?, ?, ?> entry =
        DecisionEntry.named("visits")
            .written(VISITS, onlyWritten)
            .reads(Reads.from(Stream.of(VISITS), Visit.class, Visit::guest, visit -> visit))
            .decidedBy(new Counting());

    assertThat(faults(List.of(Stream.of(VISITS)), entry))
        .singleElement()
        .asString()
        .startsWith("decision visits has a state after an event of visits that cannot be written")
        .contains("counts are only ever written");
  }

  @Test
  void rules_and_results_of_others_cannot_be_taken() {
    Schema<Alert> other =
        Schema.written("alerts", (alert, out) -> out.text(alert.key()), Field.identifier("key"));
    DecisionEntry<?, ?, ?> entry =
        counting("visits")
            .makes(ResultType.of(other))
            .raises(
                new AlertKind(
                    "card-testing",
                    "Guests",
                    Severity.LOW,
                    AlertKind.Unit.VALUE,
                    Stream.of(VISITS)))
            .decidedBy(new Counting());

    assertThat(faults(List.of(Stream.of(VISITS)), entry))
        .anyMatch(fault -> fault.startsWith("rule card-testing is there twice"))
        .anyMatch(fault -> fault.startsWith("decision visits makes results alerts, which are"));
  }
}
