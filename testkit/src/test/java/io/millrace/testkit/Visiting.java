package io.millrace.testkit;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertId;
import io.millrace.domain.result.Measure.Millis;
import io.millrace.domain.result.Severity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine that keeps all laws, for those that break one to differ from. It alerts at the third
 * visit in a row that is not welcome, and when nobody has come for a minute it tells how many came.
 */
class Visiting implements AlertRule<Visiting.Visits, Visiting.Visit, Object> {
  static final long QUIET_MS = 60_000;

  /** Somebody came. */
  record Visit(long eventTimeMs, String eventId, boolean welcome) implements Event {}

  /** How many came one soon after the other. */
  record Session(String key, int visits, long endMs) {}

  /** Who came, of late. Changes in place. */
  static final class Visits {
    final List<String> unwelcome = new ArrayList<>();
    int visits;
    long lastMs;

    Visits copy() {
      Visits copy = new Visits();
      copy.unwelcome.addAll(unwelcome);
      copy.visits = visits;
      copy.lastMs = lastMs;
      return copy;
    }
  }

  /** How a visit is written. */
  static class VisitCodec implements Codec<Visit> {
    @Override
    public void write(Visit value, DataOutput out) throws IOException {
      Compact.writeSigned(value.eventTimeMs, out);
      Compact.writeString(value.eventId, out);
      out.writeBoolean(value.welcome);
    }

    @Override
    public Visit read(int version, DataInput in) throws IOException {
      return new Visit(Compact.readSigned(in), Compact.readString(in), in.readBoolean());
    }
  }

  /** How visits are written. */
  static class VisitsCodec implements Codec<Visits> {
    @Override
    public void write(Visits value, DataOutput out) throws IOException {
      Compact.writeList(value.unwelcome, out, Compact::writeString);
      Compact.writeUnsigned(value.visits, out);
      Compact.writeSigned(value.lastMs, out);
    }

    @Override
    public Visits read(int version, DataInput in) throws IOException {
      Visits read = new Visits();
      read.unwelcome.addAll(Compact.readList(in, Compact::readString));
      read.visits = Compact.readInt(in);
      read.lastMs = Compact.readSigned(in);
      return read;
    }

    @Override
    public Visits copy(Visits value) {
      return value.copy();
    }
  }

  final Visits none = new Visits();

  static Histories<KeyedEvent<Visit>> histories() {
    return Histories.of(
        80,
        draw ->
            new KeyedEvent<>(
                draw.name("door"), new Visit(draw.nowMs(), draw.id(), draw.isOneIn(4))),
        QUIET_MS);
  }

  Laws<Visits, Visit, Object> laws() {
    return Laws.of(this, new VisitCodec(), new VisitsCodec(), histories());
  }

  @Override
  public Visits initial() {
    return none;
  }

  @Override
  public Visits copy(Visits state) {
    return state == none ? none : state.copy();
  }

  @Override
  public Visits onEvent(String key, Visits state, Visit visit, Outbox<? super Object> out) {
    return count(key, state == none ? new Visits() : state, visit, out);
  }

  final Visits count(String key, Visits state, Visit visit, Outbox<? super Object> out) {
    state.visits++;
    state.lastMs = visit.eventTimeMs;
    if (visit.welcome) {
      state.unwelcome.clear();
    } else {
      state.unwelcome.add(visit.eventId);
    }
    if (state.unwelcome.size() == 3) {
      out.emit(alert(key, state, visit));
      state.unwelcome.clear();
    }
    return state;
  }

  Alert alert(String key, Visits state, Visit last) {
    List<String> evidence = List.copyOf(state.unwelcome);
    return new Alert(
        AlertId.of("three", "1", key, evidence),
        "three",
        "1",
        key,
        Severity.LOW,
        last.eventTimeMs,
        last.eventTimeMs,
        evidence,
        new Millis(3),
        new Millis(3),
        "Three came who are not welcome.");
  }

  @Override
  public long deadline(Visits state) {
    return state == none ? NEVER : state.lastMs + QUIET_MS - 1;
  }

  @Override
  public Visits onDeadline(String key, Visits state, Outbox<? super Object> out) {
    out.emit(new Session(key, state.visits, deadline(state)));
    return none;
  }
}
