package io.millrace.bootstrap.chaos;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.io.Closeable;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * A bug that is planted into the classes of the job as they are loaded in this process, for one run
 * of chaos. The sources know nothing of it.
 */
@SuppressWarnings("ImmutableEnumChecker") // matchers and lists of others, which nobody changes
enum Mutant {
  GATE_FORGETS_ITS_WATERMARKS(
      "io.millrace.flink.gate.GateFunction",
      named("initializeState"),
      Bugs.ForgetGates.class,
      List.of(InjectedFault.TASK_MANAGER_KILLED),
      Verdict::lost),
  ONE_WATERMARK_FOR_ALL_PARTITIONS(
      "io.millrace.application.gate.Inbound$Read",
      isConstructor(),
      Bugs.OneSplit.class,
      List.of(),
      Verdict::different),
  AN_EVENT_AT_THE_WATERMARK_IS_ON_TIME(
      "io.millrace.application.gate.SplitWatermark",
      named("admits"),
      Bugs.AdmitAtWatermark.class,
      List.of(InjectedFault.PARTITIONS_ADDED),
      Verdict::lost),
  WHAT_IS_BEHIND_DECISIONS_IS_ON_TIME(
      "io.millrace.application.gate.SplitWatermark",
      named("raise"),
      Bugs.Skip.class,
      List.of(InjectedFault.PARTITIONS_ADDED),
      Verdict::lost),
  REJECTIONS_ARE_DROPPED(
      "io.millrace.application.gate.Gate",
      named("pass"),
      Bugs.DropRejections.class,
      List.of(),
      Verdict::lost),
  RESULTS_HAVE_NO_KEY(
      "io.millrace.flink.kafka.ResultRecords",
      named("record"),
      Bugs.NoKey.class,
      List.of(),
      Verdict::misplaced),
  RESULTS_OF_A_KEY_GO_ANYWHERE(
      "io.millrace.flink.kafka.ResultRecords",
      named("record"),
      Bugs.AnyPartition.class,
      List.of(),
      Verdict::misplaced),
  TRACES_END_AT_THE_JOB(
      "io.millrace.flink.kafka.TraceHeader",
      named("add"),
      Bugs.Skip.class,
      List.of(),
      Verdict::different),
  RESULTS_ARE_IN_NO_TRANSACTION(
      "io.millrace.flink.kafka.KafkaResults",
      named("exactlyOnce"),
      Bugs.AtLeastOnce.class,
      List.of(InjectedFault.DISK_FULL),
      Verdict::doubled),
  RESULTS_OF_A_KEY_LEAVE_BACKWARDS(
      "io.millrace.domain.kernel.Timeline",
      named("advance"),
      Bugs.Backwards.class,
      List.of(),
      Verdict::unordered),
  COPIES_COUNT_AGAIN(
      "io.millrace.domain.kernel.Timeline",
      named("offer"),
      Bugs.KeepCopies.class,
      List.of(),
      Verdict::different),
  WAITING_EVENTS_ARE_NOT_RESTORED(
      "io.millrace.flink.state.KeyStateCodec",
      named("read"),
      Bugs.ForgetWaiting.class,
      List.of(InjectedFault.TASK_MANAGER_KILLED),
      Verdict::lost),
  KEYS_THAT_SLEEP_ARE_NOT_WOKEN(
      "io.millrace.flink.machine.MachineOperator",
      named("setTimer"),
      Bugs.Skip.class,
      List.of(),
      Verdict::lost),
  RAISED_ALERTS_ARE_NOT_RESTORED(
      "io.millrace.flink.state.KeyStateCodec",
      named("read"),
      Bugs.ForgetRaised.class,
      List.of(InjectedFault.TASK_MANAGER_KILLED, InjectedFault.RESTART_FROM_SAVEPOINT),
      Verdict::contradictory),
  REFUTED_ALERTS_ARE_NOT_WITHDRAWN(
      "io.millrace.application.signals.Raised",
      named("removePassed"),
      Bugs.Skip.class,
      List.of(),
      Verdict::contradictory);

  private final String type;
  private final ElementMatcher<? super MethodDescription> method;
  private final Class<?> bug;
  private final List<InjectedFault> faults;
  private final ToLongFunction<Verdict> symptom;

  Mutant(
      String type,
      ElementMatcher<? super MethodDescription> method,
      Class<?> bug,
      List<InjectedFault> faults,
      ToLongFunction<Verdict> symptom) {
    this.type = type;
    this.method = method;
    this.bug = bug;
    this.faults = faults;
    this.symptom = symptom;
  }

  /** The faults that bring it to light. */
  List<InjectedFault> faults() {
    return faults;
  }

  /** How often it shows, in the way in which it must. */
  long symptoms(Verdict verdict) {
    return symptom.applyAsLong(verdict);
  }

  /** Plants it until it is pulled out again. */
  Planted plant() {
    return new Planted(this);
  }

  /** A mutant in the running classes. */
  static final class Planted implements Closeable {
    private static final Instrumentation JVM = ByteBuddyAgent.install();

    private final AtomicInteger changed = new AtomicInteger();
    private final ResettableClassFileTransformer transformer;

    private Planted(Mutant mutant) {
      transformer =
          new AgentBuilder.Default()
              .disableClassFormatChanges()
              .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
              .with(AgentBuilder.RedefinitionStrategy.Listener.ErrorEscalating.FAIL_FAST)
              .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
              .ignore(none())
              .type(named(mutant.type))
              .transform((builder, type, loader, module, domain) -> change(builder, type, mutant))
              .installOn(JVM);
    }

    private DynamicType.Builder<?> change(
        DynamicType.Builder<?> builder, TypeDescription type, Mutant mutant) {
      if (type.getDeclaredMethods().filter(mutant.method).isEmpty()) {
        throw new IllegalStateException(type + " has no method for " + mutant);
      }
      changed.incrementAndGet();
      return builder.visit(Advice.to(mutant.bug).on(mutant.method));
    }

    /** Whether the class has been loaded, and changed. */
    boolean isThere() {
      return changed.get() > 0;
    }

    @Override
    public void close() {
      if (!transformer.reset(JVM, AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)) {
        throw new IllegalStateException("a mutant stays");
      }
    }
  }
}
