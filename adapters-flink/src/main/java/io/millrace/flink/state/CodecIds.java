package io.millrace.flink.state;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.codec.Codec;
import io.millrace.application.codec.SchemaCodec;
import io.millrace.application.latency.LatencyPaneCodec;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.access.TakeoverStep;
import io.millrace.flink.codec.KeyedCodec;
import io.millrace.flink.codec.NeverWritten;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names every codec. The ids stand in checkpoints and never change: {@code keyed:D} and {@code
 * life:D} for a decision {@code D}, and a word for each of the others.
 */
public final class CodecIds {
  public static final String RESULT_LINE = "result-line";
  public static final String COUNTER_LINE = "tally-line";
  public static final String SPLIT_MARK = "split-mark";
  public static final String LATENCY_PANE = "latency-pane";
  public static final String TAKEOVER_STEP = "takeover-step";
  public static final String ALERT = "alert";
  public static final String ALERT_SIGNAL = "alert-signal";

  /** Of all records that never leave their task. */
  public static final String LOCAL = "local";

  private static final String KEYED = "keyed:";
  private static final String KEY_STATE = "life:";

  /** Every codec by its id; tests put others in their places. */
  static final Map<String, Codec<?>> FOUND =
      new ConcurrentHashMap<>(
          Map.of(
              RESULT_LINE, new ResultLineCodec(),
              COUNTER_LINE, new CounterLineCodec(),
              SPLIT_MARK, new SplitMarkCodec(),
              LATENCY_PANE, new LatencyPaneCodec(),
              TAKEOVER_STEP, new KeyedCodec<>(new SchemaCodec<>(TakeoverStep.SCHEMA)),
              ALERT, new AlertCodec(),
              ALERT_SIGNAL, new AlertSignalCodec(),
              LOCAL, new NeverWritten()));

  private CodecIds() {}

  /** The id of the codec of a decision's events with their keys. */
  static String keyed(String decision) {
    return KEYED + decision;
  }

  /** The id of the codec of a decision's state. */
  public static String keyState(String decision) {
    return KEY_STATE + decision;
  }

  /** The codec of an id. */
  public static Codec<?> find(String id) {
    return FOUND.computeIfAbsent(id, CodecIds::ofDecision);
  }

  private static Codec<?> ofDecision(String id) {
    if (id.startsWith(KEYED)) {
      return new KeyedCodec<>(decision(id.substring(KEYED.length())).events());
    }
    if (id.startsWith(KEY_STATE)) {
      return keyState(decision(id.substring(KEY_STATE.length())));
    }
    throw new IllegalArgumentException("no codec has the id " + id);
  }

  /**
   * A state is read before anybody can be asked what the job was given, so that what is on the
   * class path counts. Every machine of a decision has the same initial state, whatever its policy.
   */
  private static Decision<?, ?, ?> decision(String name) {
    return Catalogue.installed().step(name, Policies.DEFAULT);
  }

  private static <S, E extends Event> Codec<KeyState<S, E>> keyState(Decision<S, E, ?> decision) {
    return new KeyStateCodec<>(decision.states(), decision.events(), decision.machine().initial());
  }
}
