package io.millrace.application.backfill;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.gate.RunSummary.DecisionCounts;
import io.millrace.application.replay.Replay;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One worker's shard of a decision: the keys that fall to it. */
final class DecisionShard {
  private final Replay<?, Event, ?> replay;
  private final @Nullable Merging merging;
  private final List<Event> shares = new ArrayList<>();
  private final int worker;

  DecisionShard(
      Decision<?, ?, ?> decision, @Nullable Merging merging, int worker, Consumer<Result> out) {
    this.merging = merging;
    this.worker = worker;
    this.replay =
        merging == null
            ? replay(decision.machine(), result -> out.accept((Result) result))
            : replay(decision.machine(), share -> shares.add((Event) share));
  }

  /** The catalogue pairs machines with their events, which the compiler cannot see here. */
  @SuppressWarnings("unchecked")
  static Replay<?, Event, ?> replay(StateMachine<?, ?, ?> machine, Consumer<Object> out) {
    return new Replay<>((StateMachine<Object, Event, Object>) machine, out::accept);
  }

  void add(String key, int hash, Event event, long timeMs) {
    replay.add(key, hash, event, timeMs);
  }

  void advanceTo(long watermarkMs) {
    replay.advanceTo(watermarkMs);
    if (merging != null) {
      merging.accept(worker, shares, watermarkMs);
      shares.clear();
    }
  }

  int keys() {
    return replay.keys();
  }

  DecisionCounts counts() {
    return new DecisionCounts(replay.used(), replay.duplicates());
  }
}
