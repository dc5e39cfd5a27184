package io.millrace.benchmarks.logins;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Watermark;
import com.hazelcast.jet.core.metrics.Metrics;
import com.hazelcast.jet.core.metrics.Unit;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.event.Login;
import io.millrace.domain.result.Alert;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the logins of its users into order and applies the rule. A processor keeps what it wants:
 * one queue for all of its users is cheaper than one each. Its snapshot has an entry a user, as the
 * minimal job on Flink writes it.
 */
final class JetDetection extends AbstractProcessor {
  /** The metric that says how large the largest snapshot was. */
  static final String CHECKPOINT_BYTES = "checkpointBytes";

  private static final UserState.Form FORM = new UserState.Form();

  private final PriorityQueue<Login> waiting = new PriorityQueue<>(PlainLoop.ORDER);
  private final Map<String, Run> runs = new HashMap<>();
  private final Queue<String> found = new ArrayDeque<>();
  private final Traverser<String> results = found::poll;
  private final ResultEncoder encoder = new JsonWireFormat().encoder();
  private @Nullable Traverser<Map.Entry<String, byte[]>> saving;
  private long nowMs;
  private long savedBytes;
  private long mostBytes;

  @Override
  protected boolean tryProcess0(Object login) {
    return waiting.add((Login) login);
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    return decideBefore(watermark.timestamp());
  }

  @Override
  public boolean complete() {
    return decideBefore(Long.MAX_VALUE);
  }

  /** Decides all that is before a time: nothing comes any more that is. */
  private boolean decideBefore(long timeMs) {
    nowMs = timeMs;
    PlainLoop.drain(
        waiting,
        timeMs - 1,
        login -> PlainLoop.decide(login, runs, alert -> found.add(line(alert))));
    return emitFromTraverser(results);
  }

  private String line(Alert alert) {
    return new String(encoder.encode(alert), StandardCharsets.UTF_8);
  }

  @Override
  public boolean saveToSnapshot() {
    if (saving == null) {
      savedBytes = 0;
      saving =
          Traversers.traverseIterable(users().entrySet())
              .map(user -> Util.entry(user.getKey(), write(user.getValue())));
    }
    if (!emitFromTraverserToSnapshot(saving)) {
      return false;
    }
    saving = null;
    mostBytes = Math.max(mostBytes, savedBytes);
    Metrics.metric(CHECKPOINT_BYTES, Unit.BYTES).set(mostBytes);
    return true;
  }

  private Map<String, UserState> users() {
    Map<String, UserState> users = new HashMap<>();
    runs.values().removeIf(run -> run.isOver(nowMs));
    runs.forEach((user, run) -> users.put(user, new UserState(run, new ArrayList<>(), 0)));
    for (Login login : waiting) {
      users
          .computeIfAbsent(login.userId(), user -> new UserState(null, new ArrayList<>(), 0))
          .attempts
          .add(LoginAttempt.of(login));
    }
    return users;
  }

  private byte[] write(UserState user) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(64);
      FORM.write(user, out);
      savedBytes += out.length();
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    String user = (String) key;
    try {
      UserState saved = FORM.read(new DataInputDeserializer((byte[]) value));
      if (saved.run != null) {
        runs.put(user, saved.run);
      }
      for (LoginAttempt one : saved.attempts) {
        waiting.add(new Login(one.eventId(), user, one.succeeded(), "", one.eventTimeMs()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
