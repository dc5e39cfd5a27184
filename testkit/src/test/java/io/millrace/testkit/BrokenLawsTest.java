package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.codec.Codec;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.result.Alert;
import io.millrace.testkit.Visiting.Visit;
import io.millrace.testkit.Visiting.VisitCodec;
import io.millrace.testkit.Visiting.Visits;
import io.millrace.testkit.Visiting.VisitsCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Machines that break a law, one each, and what is said of them. */
class BrokenLawsTest {
  @Test
  void a_machine_that_breaks_none_keeps_them_all() {
    new Visiting().laws().check();
  }

  @Test
  void a_machine_that_changes_its_initial_state_in_place() {
    Visiting machine =
        new Visiting() {
          @Override
          public Visits onEvent(String key, Visits state, Visit visit, Outbox<? super Object> out) {
            return count(key, state, visit, out);
          }
        };

    assertThat(brokenBy(machine.laws(), Law.INITIAL)).contains("changed initial() in place");
  }

  @Test
  void a_machine_whose_initial_state_is_another_object_each_time() {
    Visiting machine =
        new Visiting() {
          @Override
          public Visits initial() {
            return new Visits();
          }
        };

    assertThat(brokenBy(machine.laws(), Law.INITIAL)).contains("another object than before");
  }

  @Test
  void a_machine_that_keeps_something_for_all_keys() {
    Visiting machine =
        new Visiting() {
          private int ofAllKeys;

          @Override
          public Visits onEvent(String key, Visits state, Visit visit, Outbox<? super Object> out) {
            if (++ofAllKeys % 7 == 0) {
              out.emit("seven of all keys");
            }
            return super.onEvent(key, state, visit, out);
          }
        };

    assertThat(brokenBy(machine.laws(), Law.KEYS)).contains("decided key by key");
    assertThat(brokenBy(machine.laws(), Law.REPEAT)).contains("the second time");
  }

  @Test
  void a_machine_that_counts_how_often_it_is_asked_for_its_deadline() {
    Visiting machine =
        new Visiting() {
          @Override
          public long deadline(Visits state) {
            if (state != none) {
              state.visits++;
            }
            return super.deadline(state);
          }
        };

    assertThat(brokenBy(machine.laws(), Law.ARRIVAL)).contains("expected", "late");
  }

  @Test
  void a_machine_that_emits_what_the_order_of_a_hash_set_says() {
    class Identity {} // has the hash of its place in the memory
    Visiting machine =
        new Visiting() {
          @Override
          public Visits onDeadline(String key, Visits state, Outbox<? super Object> out) {
            Map<Identity, Integer> numbers = new HashMap<>();
            for (int i = 0; i < 20; i++) {
              numbers.put(new Identity(), i);
            }
            numbers.values().forEach(out::emit);
            return none;
          }
        };

    assertThat(brokenBy(machine.laws(), Law.REPEAT)).contains("the second time");
  }

  @Test
  void a_codec_that_writes_in_the_order_of_a_hash_set() {
    class Identity {
      final String id;

      Identity(String id) {
        this.id = id;
      }
    }
    Codec<Visits> states =
        new VisitsCodec() {
          @Override
          public void write(Visits value, DataOutput out) throws IOException {
            Set<Identity> ids = new HashSet<>();
            for (int i = 0; i < 20; i++) {
              ids.add(new Identity("i" + i));
            }
            for (Identity one : ids) {
              out.writeUTF(one.id);
            }
            super.write(value, out);
          }

          @Override
          public Visits read(int version, DataInput in) throws IOException {
            for (int i = 0; i < 20; i++) {
              in.readUTF();
            }
            return super.read(version, in);
          }
        };
    Laws<?, ?, ?> laws = Laws.of(new Visiting(), new VisitCodec(), states, Visiting.histories());

    assertThat(brokenBy(laws, Law.REPEAT)).contains("a state is written in other bytes");
  }

  @Test
  void a_machine_that_speaks_the_language_of_the_place() {
    Visiting machine =
        new Visiting() {
          @Override
          @SuppressWarnings("StringCaseLocaleUsage") // that is the fault
          public Visits onDeadline(String key, Visits state, Outbox<? super Object> out) {
            out.emit("visits".toUpperCase(Locale.getDefault()) + state.visits);
            return none;
          }
        };

    assertThat(brokenBy(machine.laws(), Law.REPEAT)).contains("another language");
  }

  @Test
  void a_deadline_that_does_not_move() {
    Visiting machine =
        new Visiting() {
          @Override
          public Visits onDeadline(String key, Visits state, Outbox<? super Object> out) {
            return state;
          }
        };

    assertThat(brokenBy(machine.laws(), Law.DEADLINES)).contains("would be called for ever");
  }

  @Test
  void a_deadline_that_moves_for_ever() {
    Visiting machine =
        new Visiting() {
          @Override
          public Visits onDeadline(String key, Visits state, Outbox<? super Object> out) {
            state.lastMs++;
            return state;
          }
        };

    assertThat(brokenBy(machine.laws(), Law.DEADLINES)).contains("10000 deadlines");
  }

  @Test
  void an_initial_state_that_waits() {
    Visiting machine =
        new Visiting() {
          @Override
          public long deadline(Visits state) {
            return state.lastMs + QUIET_MS;
          }
        };

    assertThat(brokenBy(machine.laws(), Law.DEADLINES)).contains("nobody wakes");
  }

  @Test
  void a_state_that_is_over_and_is_not_the_initial_one() {
    Visiting machine =
        new Visiting() {
          @Override
          public long deadline(Visits state) {
            return state.visits == 0 ? NEVER : super.deadline(state);
          }

          @Override
          public Visits onDeadline(String key, Visits state, Outbox<? super Object> out) {
            out.emit(state.visits);
            return new Visits();
          }
        };

    assertThat(brokenBy(machine.laws(), Law.END)).contains("still remembered", "initial() itself");
  }

  @Test
  void a_state_that_is_remembered_for_ever_and_grows() {
    Visiting machine =
        new Visiting() {
          @Override
          public Visits onEvent(String key, Visits state, Visit visit, Outbox<? super Object> out) {
            Visits next = state == none ? new Visits() : state;
            next.unwelcome.add(visit.eventId());
            out.emit(next.unwelcome.size());
            return next;
          }

          @Override
          public long deadline(Visits state) {
            return NEVER;
          }
        };

    assertThat(brokenBy(machine.laws().remembersForEver(20), Law.END)).contains("more than 20");
  }

  @Test
  void a_codec_that_forgets_a_field() {
    Codec<Visits> states =
        new VisitsCodec() {
          @Override
          public void write(Visits value, DataOutput out) throws IOException {
            Visits forgotten = value.copy();
            forgotten.visits = 1;
            super.write(forgotten, out);
          }
        };
    Laws<?, ?, ?> laws = Laws.of(new Visiting(), new VisitCodec(), states, Visiting.histories());

    assertThat(brokenBy(laws, Law.CODECS)).contains("read again");
    assertThat(brokenBy(laws, Law.RESTORE)).contains("with a stop after");
  }

  @Test
  void a_codec_that_forgets_a_field_of_an_event() {
    Codec<Visit> events =
        new VisitCodec() {
          @Override
          public Visit read(int version, DataInput in) throws IOException {
            Visit read = super.read(version, in);
            return new Visit(read.eventTimeMs(), read.eventId(), false);
          }
        };
    Laws<?, ?, ?> laws = Laws.of(new Visiting(), events, new VisitsCodec(), Visiting.histories());

    assertThat(brokenBy(laws, Law.CODECS)).contains("welcome=true] is read as");
  }

  @Test
  void a_codec_that_leaves_bytes() {
    Codec<Visits> states =
        new VisitsCodec() {
          @Override
          public void write(Visits value, DataOutput out) throws IOException {
            super.write(value, out);
            out.writeByte(7);
          }
        };
    Laws<?, ?, ?> laws = Laws.of(new Visiting(), new VisitCodec(), states, Visiting.histories());

    assertThat(brokenBy(laws, Law.CODECS)).contains("leaves 1 of its");
  }

  @Test
  void a_codec_that_cannot_read_what_was_written_once() {
    byte[] once = new Form().unsigned(0).unsigned(5).bytes();
    Visits right = new Visits();
    right.visits = 5;
    Laws<?, ?, ?> laws = new Visiting().laws().readsState(1, once, right);

    assertThat(brokenBy(laws, Law.CODECS)).contains("an older version");
  }

  @Test
  void a_codec_whose_copy_is_the_original() {
    Codec<Visits> states =
        new VisitsCodec() {
          @Override
          public Visits copy(Visits value) {
            return value;
          }
        };
    Visiting machine =
        new Visiting() {
          @Override
          public Visits copy(Visits state) {
            return state;
          }
        };
    Laws<?, ?, ?> laws = Laws.of(machine, new VisitCodec(), states, Visiting.histories());

    assertThat(brokenBy(laws, Law.COPY)).contains("has changed with the original");
    assertThat(brokenBy(laws, Law.SIGNALS)).contains("the alert");
  }

  @Test
  void a_copy_that_leaves_something_out() {
    Codec<Visits> states =
        new VisitsCodec() {
          @Override
          public Visits copy(Visits value) {
            Visits copy = value.copy();
            copy.unwelcome.clear();
            return copy;
          }
        };
    Laws<?, ?, ?> laws = Laws.of(new Visiting(), new VisitCodec(), states, Visiting.histories());

    assertThat(brokenBy(laws, Law.COPY)).contains("the codec's copy");
  }

  @Test
  void an_alert_whose_time_has_not_come() {
    Visiting machine =
        new Visiting() {
          @Override
          Alert alert(String key, Visits state, Visit last) {
            Visit later = new Visit(last.eventTimeMs() + QUIET_MS, last.eventId(), false);
            return super.alert(key, state, later);
          }
        };

    assertThat(brokenBy(machine.laws(), Law.SIGNALS)).contains("before the watermark");
  }

  @Test
  void a_machine_that_raises_alerts_and_is_no_rule() {
    Visiting rule = new Visiting();
    StateMachine<Visits, Visit, Object> machine =
        new StateMachine<>() {
          @Override
          public Visits initial() {
            return rule.initial();
          }

          @Override
          public Visits onEvent(String key, Visits state, Visit visit, Outbox<? super Object> out) {
            return rule.onEvent(key, state, visit, out);
          }

          @Override
          public long deadline(Visits state) {
            return rule.deadline(state);
          }

          @Override
          public Visits onDeadline(String key, Visits state, Outbox<? super Object> out) {
            return rule.onDeadline(key, state, out);
          }
        };
    Laws<?, ?, ?> laws =
        Laws.of(machine, new VisitCodec(), new VisitsCodec(), Visiting.histories());

    assertThat(brokenBy(laws, Law.SIGNALS)).contains("is no AlertRule");
  }

  @Test
  void a_machine_that_throws() {
    Visiting machine =
        new Visiting() {
          @Override
          public Visits onEvent(String key, Visits state, Visit visit, Outbox<? super Object> out) {
            if (state.visits == 2) {
              throw new IllegalStateException("three are too many");
            }
            return super.onEvent(key, state, visit, out);
          }
        };

    assertThat(brokenBy(machine.laws(), Law.ARRIVAL))
        .contains("it throws java.lang.IllegalStateException: three are too many")
        .containsPattern("of \\d+ events these are enough:\n(.*door.*\n){3}$");
  }

  @Test
  void histories_in_which_nothing_is_decided() {
    Laws<?, ?, ?> laws =
        Laws.of(new Visiting(), new VisitCodec(), new VisitsCodec(), seed -> List.of());

    assertThat(brokenBy(laws, Law.HISTORIES)).contains("it decides nothing");
  }

  @Test
  void histories_that_no_seed_decides() {
    int[] calls = {0};
    Laws<?, ?, ?> laws =
        Laws.of(
            new Visiting(),
            new VisitCodec(),
            new VisitsCodec(),
            seed -> Visiting.histories().history(calls[0]++));

    assertThat(brokenBy(laws, Law.HISTORIES)).contains("another history the second time");
  }

  @Test
  void events_of_two_streams_that_have_one_rank() {
    Laws<?, ?, ?> laws = laws(Order::eventId);

    assertThat(brokenBy(laws, Law.COPIES)).contains("of two streams have the rank 0");
  }

  @Test
  void a_projection_by_which_events_are_taken_for_copies() {
    Laws<?, ?, ?> laws = laws(order -> "same");

    assertThat(brokenBy(laws, Law.COPIES)).contains("the same time, rank and id");
  }

  /** Deliveries and orders come to a door at the same times; with the order's id as given. */
  private static Laws<?, ?, ?> laws(Function<Order, String> id) {
    DecisionEntry<Visits, Visit, Object> entry =
        DecisionEntry.named("visits")
            .written(new VisitCodec(), new VisitsCodec())
            .reads(
                Reads.from(
                    Stream.ORDERS,
                    Order.class,
                    Order::customerId,
                    order -> new Visit(order.eventTimeMs(), id.apply(order), false)))
            .reads(
                Reads.from(
                    Stream.INVENTORY,
                    Stock.class,
                    Stock::productId,
                    stock -> new Visit(stock.eventTimeMs(), stock.eventId(), false)))
            .decidedBy(new Visiting());
    Histories<StreamEvent> orders =
        Histories.of(
            50,
            draw ->
                new Order(
                    draw.id(),
                    "o",
                    "door",
                    "p",
                    1,
                    draw.money("1", "EUR"),
                    OrderStatus.PLACED,
                    false,
                    draw.nowMs()));
    Histories<StreamEvent> stock =
        Histories.of(50, draw -> new Stock("s" + draw.id(), "door", "w", 1, draw.nowMs()));
    return Laws.of(entry, orders.with(stock));
  }

  @Test
  void an_entry_that_names_a_kind_of_results_that_is_not_made() {
    DecisionEntry<Visits, Visit, Object> entry =
        DecisionEntry.named("visits")
            .written(new VisitCodec(), new VisitsCodec())
            .reads(
                Reads.from(
                    Stream.LOGINS,
                    Login.class,
                    Login::userId,
                    login -> new Visit(login.eventTimeMs(), login.eventId(), false)))
            .makes(ResultType.SCORES)
            .decidedBy(new Visiting());
    Laws<?, ?, ?> laws = Laws.of(entry, Histories.of(30, draw -> draw.record(Login.SCHEMA)));

    assertThat(brokenBy(laws, Law.HISTORIES))
        .contains("its entry says that it makes [scores], over 30 histories it makes [alerts]");
  }

  /** The message, which names the law, the seed and the events, and where one finds them. */
  private static String brokenBy(Laws<?, ?, ?> laws, Law law) {
    String message = failure(laws, law);
    assertThat(message).contains(" breaks the law " + law + ": " + law.sentence());
    return message;
  }

  private static String failure(Laws<?, ?, ?> laws, Law law) {
    Throwable failure = catchThrowable(() -> laws.check(law));
    assertThat(failure).as("nothing was found").isInstanceOf(AssertionError.class);
    return String.valueOf(failure.getMessage());
  }
}
