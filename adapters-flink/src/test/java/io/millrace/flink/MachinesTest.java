package io.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.refunds.RecentRefunds;
import com.example.refunds.Refund;
import com.example.refunds.RefundAlerts;
import com.example.refunds.RefundCodecs;
import com.example.refunds.RefundWatch;
import com.example.refunds.TooManyRefunds;
import io.millrace.application.codec.Codec;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.result.Alert;
import io.millrace.flink.state.CodecType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.function.SerializableSupplier;
import org.junit.jupiter.api.Test;

/** What is said when a decision is built. */
class MachinesTest {
  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.getExecutionEnvironment();
  private final DataStream<Refund> refunds =
      environment.fromData(new Refund(1, "a"), new Refund(2, "b"));

  @Test
  void the_whole_decision_is_one_task_behind_one_shuffle_and_has_fixed_uids() {
    Decided<Refund, TooManyRefunds> decided = reading("refunds").decidedBy(new RefundWatch(3));
    decided.decisions().sinkTo(new DiscardingSink<>());

    List<String> tasks =
        environment
            .getStreamGraph()
            .getJobGraph()
            .getVerticesSortedTopologicallyFromSources()
            .stream()
            .map(JobVertex::getName)
            .toList();
    assertThat(tasks)
        .anySatisfy(task -> assertThat(task).startsWith("late for refunds -> decide refunds"));
  }

  @Test
  void the_uids_follow_from_the_name() {
    reading("refunds").decidedBy(new RefundWatch(3));

    assertThat(environment.getTransformations())
        .extracting(one -> String.valueOf(one.getUid()))
        .contains("late-refunds", "machine-refunds");
  }

  @Test
  void what_is_decided_is_of_the_type_that_the_machine_declares() {
    assertThat(reading("one").decidedBy(new RefundWatch(3)).decisions().getType())
        .isEqualTo(Types.POJO(TooManyRefunds.class));
    assertThat(reading("two").decidedBy(() -> new RefundAlerts(3)).decisions().getType())
        .isInstanceOf(CodecType.class)
        .extracting(type -> type.getTypeClass())
        .isEqualTo(Alert.class);
  }

  @Test
  void a_machine_that_does_not_declare_it_is_told() {
    assertThatThrownBy(() -> reading("refunds").decidedBy(new Nothing<String>()))
        .hasMessageContaining("of what type its decisions are does not follow from the machine")
        .hasMessageContaining("TypeInformation.of");
    assertThat(reading("refunds").decidedBy(new Nothing<String>(), Types.STRING).decisions())
        .isNotNull();
  }

  @Test
  void names_are_of_few_characters() {
    for (String name : List.of("", " ", "Refunds", "re funds", "-refunds", "r".repeat(65))) {
      assertThatThrownBy(() -> reading(name).decidedBy(new RefundWatch(3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "decision \"" + name + "\": its name is \"" + name + "\", must be");
    }
  }

  @Test
  void two_decisions_of_a_job_have_two_names() {
    reading("refunds").decidedBy(new RefundWatch(3));

    assertThatThrownBy(() -> reading("refunds").decidedBy(new RefundWatch(4)))
        .hasMessageContaining("another decision of this job has its name");
  }

  @Test
  void codecs_are_a_public_class_that_can_be_made() {
    assertThatThrownBy(() -> written(Hidden.class)).hasMessageContaining("must be a public class");
    assertThatThrownBy(() -> written(Inner.class)).hasMessageContaining("must be a public class");
    assertThatThrownBy(() -> written(Half.class)).hasMessageContaining("must be a public class");
    assertThatThrownBy(() -> written(Given.class)).hasMessageContaining("constructor");
    assertThatThrownBy(() -> written(Failing.class)).hasMessageContaining("constructor");
    assertThatThrownBy(() -> written(new Codecs() {}.getClass().asSubclass(Codecs.class)))
        .hasMessageContaining("must be a public class")
        .hasMessageContaining("must have a name of their own");
  }

  @Test
  void versions_fit_into_a_byte() {
    assertThatThrownBy(() -> written(Aged.class))
        .hasMessageContaining("states(): the version is 256, must be from 1 to 255");
  }

  @Test
  void the_initial_state_is_one_constant() {
    assertThatThrownBy(() -> written(Fresh.class))
        .hasMessageContaining("give another initial() each time: make it a constant");
    assertThatThrownBy(() -> reading("refunds").decidedBy(new Estranged(), Types.STRING))
        .hasMessageContaining("has another initial() than its codecs");
  }

  @Test
  void a_machine_travels_or_what_makes_it_does() {
    assertThatThrownBy(() -> reading("refunds").decidedBy(new RefundAlerts(3)))
        .hasMessageContaining("RefundAlerts is not serializable: make it so, or give what makes")
        .hasMessageContaining("decidedBy(() -> new ...)");
    Object kept = new Object();
    SerializableSupplier<RefundAlerts> keeping = () -> new RefundAlerts(kept.hashCode());
    assertThatThrownBy(() -> reading("refunds").decidedBy(keeping))
        .hasMessageContaining("what makes the machine")
        .hasMessageContaining("is not serializable");
  }

  @Test
  void signals_are_for_those_who_ask_of_a_rule() {
    assertThatThrownBy(() -> reading("refunds").signals().decidedBy(new RefundWatch(3)))
        .hasMessageContaining("RefundWatch is no AlertRule, and signals are asked for");
    assertThatThrownBy(reading("refunds").decidedBy(new RefundWatch(3))::signals)
        .hasMessageContaining("call signals() before decidedBy(...)");
  }

  @Test
  void all_faults_are_said_at_once() {
    Object kept = new Object();
    KeySelector<Refund, String> keeping = refund -> refund.eventId() + kept;

    assertThatThrownBy(
            () ->
                Machines.named("")
                    .written(Hidden.class)
                    .reads(refunds, keeping)
                    .signals()
                    .decidedBy(new RefundWatch(3)))
        .hasMessageContaining("its name")
        .hasMessageContaining("must be a public class")
        .hasMessageContaining("the key selector is not serializable")
        .hasMessageContaining("no AlertRule");
  }

  private Machines.Reading<Refund, RecentRefunds, Refund> reading(String name) {
    return Machines.named(name).written(RefundCodecs.class).reads(refunds, Refund::eventId);
  }

  private void written(Class<? extends Codecs> codecs) {
    Machines.named("refunds")
        .written(codecs)
        .reads(refunds, Refund::eventId)
        .decidedBy(new RefundWatch(3));
  }

  /** As good as those of the example. */
  public abstract static class Codecs implements MachineCodecs<RecentRefunds, Refund> {
    private final RefundCodecs right = new RefundCodecs();

    @Override
    public Codec<Refund> events() {
      return right.events();
    }

    @Override
    public Codec<RecentRefunds> states() {
      return right.states();
    }

    @Override
    public RecentRefunds initial() {
      return right.initial();
    }
  }

  static final class Hidden extends Codecs {}

  @SuppressWarnings("ClassCanBeStatic") // which is what is wrong with it
  public final class Inner extends Codecs {}

  public abstract static class Half extends Codecs {}

  /** Needs something. */
  public static final class Given extends Codecs {
    public Given(String needed) {
      Objects.requireNonNull(needed);
    }
  }

  /** Cannot be made. */
  public static final class Failing extends Codecs {
    public Failing() {
      throw new IllegalStateException("never");
    }
  }

  /** Gives a new state each time. */
  public static final class Fresh extends Codecs {
    @Override
    public RecentRefunds initial() {
      return new RecentRefunds(List.of());
    }
  }

  /** Has changed too often. */
  public static final class Aged extends Codecs {
    @Override
    public Codec<RecentRefunds> states() {
      Codec<RecentRefunds> right = super.states();
      return new Codec<>() {
        @Override
        public int version() {
          return 256;
        }

        @Override
        public void write(RecentRefunds value, DataOutput out) throws IOException {
          right.write(value, out);
        }

        @Override
        public RecentRefunds read(int version, DataInput in) throws IOException {
          return right.read(1, in);
        }
      };
    }
  }

  /** Decides nothing, of whatever type. */
  private static class Nothing<O> implements StateMachine<RecentRefunds, Refund, O>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public RecentRefunds initial() {
      return new RefundCodecs().initial();
    }

    @Override
    public RecentRefunds onEvent(
        String key, RecentRefunds state, Refund event, Outbox<? super O> out) {
      return state;
    }

    @Override
    public long deadline(RecentRefunds state) {
      return NEVER;
    }

    @Override
    public RecentRefunds onDeadline(String key, RecentRefunds state, Outbox<? super O> out) {
      return state;
    }
  }

  /** Has an initial state of its own. */
  private static final class Estranged extends Nothing<String> {
    private static final long serialVersionUID = 1;

    @Override
    public RecentRefunds initial() {
      return new RecentRefunds(List.of());
    }
  }
}
