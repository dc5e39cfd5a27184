package io.millrace.bootstrap.chaos;

import io.millrace.application.wire.ResultLine;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.Timeline;
import io.millrace.flink.kafka.KafkaResults;
import io.millrace.flink.kafka.Oversized;
import io.vavr.control.Either;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.NullUnmarked;

/**
 * What mutants do. The bodies of enter and exit are copied into the methods that they change, so
 * they use what is public only.
 */
@NullUnmarked
@SuppressWarnings({"unchecked", "rawtypes", "UnusedVariable", "ParameterReassignment"})
public final class Bugs {
  private Bugs() {}

  /** The method does nothing. */
  public static final class Skip {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    public static boolean enter() {
      return true;
    }
  }

  /** Nothing is known of any split. */
  public static final class ForgetGates {
    @Advice.OnMethodExit
    public static void exit(@Advice.FieldValue("gates") Map gates) {
      gates.clear();
    }
  }

  /** The split is named after the topic. */
  public static final class OneSplit {
    @Advice.OnMethodEnter
    public static void enter(@Advice.Argument(value = 0, readOnly = false) String split) {
      split = split.replaceAll("-[0-9]+$", "");
    }
  }

  /** At is not before. */
  public static final class AdmitAtWatermark {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    public static boolean enter(
        @Advice.Argument(0) long timeMs,
        @Advice.FieldValue("latestMs") long latestMs,
        @Advice.FieldValue("boundMs") long boundMs) {
      return latestMs != Long.MIN_VALUE && timeMs == latestMs - boundMs - 1;
    }

    @Advice.OnMethodExit
    public static void exit(
        @Advice.Enter boolean skipped, @Advice.Return(readOnly = false) boolean admitted) {
      admitted = admitted || skipped;
    }
  }

  /** What cannot be read is gone. */
  public static final class DropRejections {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    public static boolean enter(@Advice.Argument(1) Either decoded) {
      return decoded.isLeft();
    }
  }

  /** The key is left out. */
  public static final class NoKey {
    @Advice.OnMethodExit
    public static void exit(@Advice.Return(readOnly = false) ProducerRecord record) {
      record =
          new ProducerRecord(record.topic(), null, null, null, record.value(), record.headers());
    }
  }

  /** The partition follows from the content. */
  public static final class AnyPartition {
    @Advice.OnMethodExit
    public static void exit(@Advice.Return(readOnly = false) ProducerRecord record) {
      record =
          new ProducerRecord(
              record.topic(),
              Arrays.hashCode((byte[]) record.value()) & 3,
              null,
              record.key(),
              record.value(),
              record.headers());
    }
  }

  /** The sink is the other one. */
  public static final class AtLeastOnce {
    @Advice.OnMethodExit
    public static void exit(
        @Advice.Argument(0) Map<String, String> client,
        @Advice.Argument(1) String topicPrefix,
        @Advice.Argument(2) int maxRecordBytes,
        @Advice.Argument(3) Oversized oversized,
        @Advice.Return(readOnly = false) Sink<ResultLine> sink) {
      sink = KafkaResults.atLeastOnce(client, topicPrefix, maxRecordBytes, oversized);
    }
  }

  /** What is decided together leaves in reverse. */
  public static final class Backwards {
    @Advice.OnMethodEnter
    public static Outbox enter(@Advice.Argument(value = 3, readOnly = false) Outbox out) {
      Outbox before = out;
      out = new Kept();
      return before;
    }

    @Advice.OnMethodExit
    public static void exit(@Advice.Enter Outbox before, @Advice.Argument(3) Outbox kept) {
      ((Kept) kept).leave(before);
    }
  }

  /** Keeps what is decided. */
  public static final class Kept implements Outbox<Object> {
    private final List<Object> decided = new ArrayList<>();

    @Override
    public void emit(Object one) {
      decided.add(one);
    }

    /** In reverse. */
    public void leave(Outbox<Object> out) {
      Collections.reverse(decided);
      decided.forEach(out::emit);
    }
  }

  /** A copy waits beside the first. */
  public static final class KeepCopies {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    public static boolean enter(
        @Advice.Argument(0) Event event, @Advice.FieldValue("waiting") List waiting) {
      return insert(event, waiting);
    }

    @Advice.OnMethodExit
    public static void exit(
        @Advice.Enter boolean inserted, @Advice.Return(readOnly = false) boolean isNew) {
      isNew = isNew || inserted;
    }
  }

  /** Puts an event behind its copies. */
  public static boolean insert(Event event, List<Event> waiting) {
    int at = waiting.size();
    while (at > 0 && Event.ORDER.compare(waiting.get(at - 1), event) > 0) {
      at--;
    }
    waiting.add(at, event);
    return true;
  }

  /** The state alone comes back. */
  public static final class ForgetWaiting {
    @Advice.OnMethodExit
    public static void exit(@Advice.Return Object keyState) {
      forgetWaiting(keyState);
    }
  }

  /** Empties what waits for a key. */
  public static void forgetWaiting(Object keyState) {
    try {
      Method timeline = keyState.getClass().getDeclaredMethod("timeline");
      timeline.setAccessible(true);
      Field waiting = Timeline.class.getDeclaredField("waiting");
      waiting.setAccessible(true);
      ((List) waiting.get(timeline.invoke(keyState))).clear();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All but the alerts that were raised comes back. */
  public static final class ForgetRaised {
    @Advice.OnMethodExit
    public static void exit(@Advice.Return Object keyState) {
      forgetRaised(keyState);
    }
  }

  /** Forgets what is known of a key ahead of the watermark. */
  public static void forgetRaised(Object keyState) {
    try {
      Field speculative = keyState.getClass().getDeclaredField("speculative");
      speculative.setAccessible(true);
      speculative.set(keyState, null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
