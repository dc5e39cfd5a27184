package io.millrace.flink;

import io.millrace.application.codec.Codec;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.result.Alert;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecType;
import io.millrace.flink.state.OwnCodec;
import io.millrace.flink.state.OwnMachine;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.api.common.InvalidProgramException;
import org.apache.flink.api.common.functions.InvalidTypesException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.MissingTypeInfo;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with a decision of a job of one's own, so that its author hears of all at once. */
final class MachineFaults {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final int MOST_VERSIONS = 255;
  private static final int DECISIONS = 2; // of the parameters of StateMachine

  private final StreamExecutionEnvironment environment;
  private final String name;
  private final List<String> found = new ArrayList<>();

  MachineFaults(StreamExecutionEnvironment environment, String name) {
    this.environment = environment;
    this.name = name;
  }

  void checkName(String uid) {
    require(
        NAME.matcher(name).matches(),
        "its name is \"" + name + "\", must be 1 to 64 lower-case letters, digits and hyphens");
    require(
        environment.getTransformations().stream().noneMatch(one -> uid.equals(one.getUid())),
        "another decision of this job has its name: give each its own");
  }

  void checkCodecs(Class<? extends MachineCodecs<?, ?>> codecs) {
    String subject = "the codecs " + codecs.getName();
    require(
        isVisible(codecs) && !Modifier.isAbstract(codecs.getModifiers()),
        subject + " must be a public class, not abstract, and static if it is in another");
    require(
        !codecs.isAnonymousClass() && !codecs.isLocalClass() && !codecs.isHidden(),
        subject + " must have a name of their own, as a checkpoint holds it");
    if (found.stream().anyMatch(fault -> fault.startsWith(subject))) {
      return;
    }
    try {
      MachineCodecs<?, ?> made = OwnCodec.make(codecs);
      checkVersion(subject + ", events()", made.events());
      checkVersion(subject + ", states()", made.states());
      require(
          made.initial() == OwnCodec.make(codecs).initial(),
          subject + " give another initial() each time: make it a constant");
    } catch (IllegalStateException e) {
      found.add(String.valueOf(e.getMessage()));
    }
  }

  private void checkVersion(String subject, Codec<?> codec) {
    int version = codec.version();
    require(
        version >= 1 && version <= MOST_VERSIONS,
        subject + ": the version is " + version + ", must be from 1 to " + MOST_VERSIONS);
  }

  private static boolean isVisible(Class<?> type) {
    boolean stands = type.getEnclosingClass() == null || Modifier.isStatic(type.getModifiers());
    return stands && Modifier.isPublic(type.getModifiers());
  }

  /** A function without what it does not need of its surroundings. */
  <F> F travelling(String what, F function) {
    try {
      return environment.clean(function);
    } catch (InvalidProgramException e) {
      found.add(what + " is not serializable: it may refer only to what is");
      return function;
    }
  }

  /** Returns the type of what the machine decides. */
  <O> TypeInformation<O> checkMachine(
      SerializableSupplier<? extends StateMachine<?, ?, O>> source,
      Class<? extends MachineCodecs<?, ?>> codecs,
      boolean hasSignals,
      @Nullable TypeInformation<O> given) {
    StateMachine<?, ?, O> machine = source.get();
    String subject = "the machine " + machine.getClass().getName();
    require(
        !hasSignals || machine instanceof AlertRule,
        subject + " is no AlertRule, and signals are asked for");
    checkTravels(subject, source, codecs);
    return given == null ? decisions(subject, machine) : given;
  }

  private void checkTravels(
      String subject,
      SerializableSupplier<? extends StateMachine<?, ?, ?>> source,
      Class<? extends MachineCodecs<?, ?>> codecs) {
    boolean itself = source instanceof OwnMachine.Itself<?>;
    try {
      byte[] bytes = InstantiationUtil.serializeObject(source);
      SerializableSupplier<? extends StateMachine<?, ?, ?>> arrived =
          InstantiationUtil.deserializeObject(bytes, classes(source));
      if (found.isEmpty()) {
        require(
            arrived.get().initial() == OwnCodec.make(codecs).initial(),
            subject
                + " has another initial() than its codecs, once it has travelled: make it one"
                + " constant");
      }
    } catch (IOException e) {
      found.add(
          (itself ? subject : "what makes " + subject)
              + " is not serializable"
              + (source.get() instanceof Serializable ? " (" + e.getMessage() + ")" : "")
              + ": make it so, or give what makes the machine: decidedBy(() -> new ...)");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a class that is here is not found", e);
    }
  }

  private static ClassLoader classes(SerializableSupplier<? extends StateMachine<?, ?, ?>> source) {
    return source.get().getClass().getClassLoader();
  }

  @SuppressWarnings("unchecked") // that is what the parameter stands for
  private <O> TypeInformation<O> decisions(String subject, StateMachine<?, ?, O> machine) {
    try {
      TypeInformation<O> declared =
          TypeExtractor.createTypeInfo(
              StateMachine.class, machine.getClass(), DECISIONS, null, null);
      return declared.getTypeClass() == Alert.class
          ? (TypeInformation<O>) new CodecType<Alert>(CodecIds.ALERT, Alert.class)
          : declared;
    } catch (InvalidTypesException e) {
      found.add(
          "of what type its decisions are does not follow from "
              + subject
              + ": say it, decidedBy(machine, TypeInformation.of(...))");
      return (TypeInformation<O>) new MissingTypeInfo(subject, e);
    }
  }

  void refuse() {
    if (!found.isEmpty()) {
      throw new IllegalArgumentException("decision \"" + name + "\": " + String.join("; ", found));
    }
  }

  private void require(boolean holds, String complaint) {
    if (!holds) {
      found.add(complaint);
    }
  }
}
