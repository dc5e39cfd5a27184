package io.millrace.application.catalogue;

import io.millrace.application.codec.Codec;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with the decisions of some modules before anything runs: names that are given
 * twice, streams that nobody brings, events and states that cannot be written.
 */
final class CatalogueCheck {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern DECISION = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final int MAX_VERSION = 255;

  private final Catalogue catalogue;
  private final Set<String> faults = new LinkedHashSet<>();

  private CatalogueCheck(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** All that is wrong; empty if nothing is. */
  static List<String> faults(Catalogue catalogue) {
    CatalogueCheck check = new CatalogueCheck(catalogue);
    check.streams();
    check.decisions();
    check.rules();
    check.results();
    check.sections();
    check.modules();
    return List.copyOf(check.faults);
  }

  private void streams() {
    Map<String, String> bringer = new HashMap<>();
    for (DecisionModule module : catalogue.modules()) {
      for (Stream stream : module.streams()) {
        name(NAME, "stream", stream.id());
        once(bringer, "stream", stream.id(), module);
        if (stream.isReference() && !stream.equals(Stream.PRODUCTS)) {
          faults.add(
              "stream "
                  + stream.id()
                  + " has no time: give it Field.eventTime(); only products may be without");
        }
        if (!stream.isReference() && stream.schema().fields(Role.KEY).isEmpty()) {
          faults.add("stream " + stream.id() + " has no key: say which field is one by .key()");
        }
        Long boundMs = stream.outOfOrdernessMs();
        if (boundMs != null && (boundMs < 0 || boundMs > OutOfOrderness.DAY_MS)) {
          faults.add(
              "stream "
                  + stream.id()
                  + " may be out of order by "
                  + boundMs
                  + " ms, must be from 0 to "
                  + OutOfOrderness.DAY_MS);
        }
      }
    }
  }

  private void decisions() {
    Map<String, String> bringer = new HashMap<>();
    for (DecisionModule module : catalogue.modules()) {
      for (DecisionEntry<?, ?, ?> entry : module.decisions()) {
        for (Decision<?, ?, ?> step = entry.by(Policies.DEFAULT);
            step != null;
            step = step.merge()) {
          name(DECISION, "decision", step.name());
          once(bringer, "decision", step.name(), module);
          decision(step);
        }
      }
    }
  }

  private <S, E extends Event> void decision(Decision<S, E, ?> decision) {
    String name = "decision " + decision.name();
    version(name, "events", decision.events());
    version(name, "states", decision.states());
    if (decision.machine().initial() == null) {
      faults.add(name + " has no initial state: its machine's initial() is null");
      return;
    }
    for (Reads<E> reads : decision.reads()) {
      if (!catalogue.streams().contains(reads.stream())) {
        faults.add(
            name
                + " reads stream "
                + reads.stream().id()
                + ", which no module brings: add it to"
                + " streams() of one");
      } else if (!reads.stream().isReference()) {
        written(name, decision, reads);
      }
    }
  }

  private void version(String name, String of, Codec<?> codec) {
    int version = codec.version();
    if (version < 1 || version > MAX_VERSION) {
      faults.add(
          name + " has a codec of " + of + " of version " + version + ", must be from 1 to 255");
    }
  }

  /** Lets a sample of an event through all that happens to one. */
  private <S, E extends Event> void written(
      String name, Decision<S, E, ?> decision, Reads<E> reads) {
    StreamEvent sample = sample(reads.stream());
    E event = sample == null ? null : input(reads, sample);
    if (event == null) {
      return;
    }
    String stream = reads.stream().id();
    if (roundTrip(name + " has events of " + stream, decision.events(), event)) {
      StateMachine<S, E, ?> machine = decision.machine();
      S state = onEvent(machine, event);
      if (state != null && state != machine.initial()) {
        roundTrip(name + " has a state after an event of " + stream, decision.states(), state);
      }
    }
  }

  private @Nullable StreamEvent sample(Stream stream) {
    try {
      return stream.schema().read(new SampleFields(stream.schema()));
    } catch (UnsupportedOperationException e) {
      faults.add("stream " + stream.id() + " has records that cannot be read: " + e.getMessage());
    } catch (IOException | RuntimeException refused) {
      return null; // a record may want more than its fields say
    }
    return null;
  }

  private static <E extends Event> @Nullable E input(Reads<E> reads, StreamEvent sample) {
    try {
      return reads.input().apply(sample);
    } catch (RuntimeException refused) {
      return null;
    }
  }

  private static <S, E extends Event> @Nullable S onEvent(StateMachine<S, E, ?> machine, E event) {
    try {
      return machine.onEvent("sample", machine.initial(), event, result -> {});
    } catch (RuntimeException refused) {
      return null;
    }
  }

  private <T> boolean roundTrip(String what, Codec<T> codec, T value) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      codec.write(value, new DataOutputStream(bytes));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
      codec.read(codec.version(), in);
      if (in.available() > 0) {
        faults.add(what + " of which its codec writes more than it reads");
        return false;
      }
      return true;
    } catch (IOException | RuntimeException e) {
      faults.add(what + " that cannot be written and read again: " + e);
      return false;
    }
  }

  private void rules() {
    Map<String, String> bringer = new HashMap<>();
    for (DecisionModule module : catalogue.modules()) {
      for (DecisionEntry<?, ?, ?> entry : module.decisions()) {
        for (AlertKind kind : entry.alerts()) {
          name(DECISION, "rule", kind.rule());
          once(bringer, "rule", kind.rule(), module);
          for (AlertKind.Subject subject : kind.subjects()) {
            if (!catalogue.streams().contains(subject.evidence())) {
              faults.add(
                  "rule "
                      + kind.rule()
                      + " has evidence of stream "
                      + subject.evidence().id()
                      + ", which no module brings");
            }
          }
        }
      }
    }
  }

  /** Several decisions may make results of a kind, but by the same schema. */
  private void results() {
    Map<String, ResultType> known = new HashMap<>();
    for (ResultType type : catalogue.resultTypes()) {
      known.put(type.id(), type);
    }
    for (DecisionEntry<?, ?, ?> entry : catalogue.entries()) {
      for (ResultType type : entry.everyResult()) {
        name(NAME, "result", type.id());
        ResultType other = known.get(type.id());
        if (other != null && other.schema() != type.schema()) {
          faults.add(
              "decision "
                  + entry.name()
                  + " makes results "
                  + type.id()
                  + ", which are another decision's with other fields: name yours otherwise");
        }
      }
    }
  }

  private void sections() {
    Map<String, PolicySection<?>> known = new HashMap<>();
    for (PolicySection<?> section : catalogue.sections()) {
      name(NAME, "policy section", section.name());
      if (known.put(section.name(), section) != null) {
        faults.add("two policy sections have the name " + section.name());
      }
    }
  }

  private void modules() {
    for (DecisionModule module : catalogue.modules()) {
      try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
        out.writeObject(module);
        for (Stream stream : module.streams()) {
          out.writeObject(stream);
        }
        for (DecisionEntry<?, ?, ?> entry : module.decisions()) {
          for (PolicySection<?> section : entry.sections()) {
            out.writeObject(section.normal());
          }
        }
      } catch (IOException e) {
        faults.add(
            "module "
                + module.getClass().getName()
                + " cannot travel with a job: "
                + e
                + "; a module keeps nothing, and a schema and a policy nothing but plain values");
      }
    }
  }

  private void name(Pattern form, String what, String name) {
    if (!form.matcher(name).matches()) {
      faults.add(what + " \"" + name + "\" must have a name like " + form);
    }
  }

  private void once(Map<String, String> bringer, String what, String name, DecisionModule module) {
    String here = module.getClass().getName();
    String before = bringer.put(name, here);
    if (before != null) {
      faults.add(
          before.equals(here)
              ? what + " " + name + " is there twice in " + here
              : what + " " + name + " is there twice: in " + before + " and in " + here);
    }
  }
}
