package io.millrace.application.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultType;
import io.millrace.application.wire.ResultWriter;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.stubbing.OngoingStubbing;

class BackfillTest {
  private static final long DAY_MS = 86_400_000;
  private static final Backfill.Progress NOBODY_WATCHES = (records, bytes) -> {};

  private final WireFormat wire = mock(WireFormat.class);
  private final EventDecoder decoder = mock(EventDecoder.class);
  private final ResultEncoder encoder = mock(ResultEncoder.class);
  private final ResultWriter writer = mock(ResultWriter.class);
  private final RecordReader reader = mock(RecordReader.class);
  private final HistorySplit split = mock(HistorySplit.class);

  @BeforeEach
  void wire() throws IOException {
    when(wire.decoder()).thenReturn(decoder);
    when(wire.encoder()).thenReturn(encoder);
    when(encoder.encode(any())).thenReturn(new byte[] {'{', '}'});
    doCallRealMethod().when(decoder).decodeAll(any(), any(), any());
    when(decoder.decode(any(), any())).thenAnswer(call -> decode(call.getArgument(1)));
    when(split.stream()).thenReturn(Stream.READINGS);
    when(split.open()).thenReturn(reader);
  }

  @Test
  void what_is_read_is_counted_and_decided() throws Exception {
    readings(1_000, 2_000, 2_000, 3_000);

    RunSummary summary = backfill().run(List.of(split), writer, NOBODY_WATCHES);

    assertThat(summary.streams())
        .containsExactly(Map.entry(Stream.READINGS, new StreamCounts(4, 0, 0, 0)));
    assertThat(summary.decisions().get("anomaly")).isEqualTo(new RunSummary.DecisionCounts(3, 1));
    assertThat(summary.results()).containsEntry(ResultType.SCORES, 3L);
    verify(reader).close();
  }

  @Test
  void a_late_event_is_kept_aside_and_changes_nothing() throws Exception {
    readings(100_000, 94_999, 95_000);

    RunSummary summary = backfill().run(List.of(split), writer, NOBODY_WATCHES);

    assertThat(summary.streams()).containsEntry(Stream.READINGS, new StreamCounts(3, 0, 1, 0));
    assertThat(summary.results())
        .containsEntry(ResultType.LATE, 1L)
        .containsEntry(ResultType.SCORES, 2L);
  }

  @Test
  void one_clock_that_runs_ahead_is_rejected_and_makes_nothing_late() throws Exception {
    readings(100_000, 101_000, 100 * DAY_MS, 102_000, 103_000);

    RunSummary summary = backfill().run(List.of(split), writer, NOBODY_WATCHES);

    assertThat(summary.streams()).containsEntry(Stream.READINGS, new StreamCounts(5, 1, 0, 0));
    assertThat(summary.results())
        .containsEntry(ResultType.REJECTIONS, 1L)
        .doesNotContainKey(ResultType.LATE)
        .containsEntry(ResultType.SCORES, 4L);
  }

  @Test
  void what_is_held_at_the_end_of_a_split_is_decided() throws Exception {
    readings(100_000, 101_000, 100 * DAY_MS);

    RunSummary summary = backfill().run(List.of(split), writer, NOBODY_WATCHES);

    assertThat(summary.streams()).containsEntry(Stream.READINGS, new StreamCounts(3, 0, 0, 0));
    assertThat(summary.results()).containsEntry(ResultType.SCORES, 3L);
  }

  @Test
  void a_split_of_one_event_is_decided() throws Exception {
    readings(100_000);

    RunSummary summary = backfill().run(List.of(split), writer, NOBODY_WATCHES);

    assertThat(summary.results()).containsEntry(ResultType.SCORES, 1L);
  }

  @Test
  void a_source_that_breaks_fails_the_run_and_is_closed() throws Exception {
    when(reader.next()).thenThrow(new IOException("the disk is gone"));

    assertThatThrownBy(() -> backfill().run(List.of(split), writer, NOBODY_WATCHES))
        .hasMessageContaining("the disk is gone");
    verify(reader).close();
    verify(writer, never()).write(any(), any(), anyInt());
  }

  @Test
  void a_writer_that_breaks_fails_the_run() throws Exception {
    readings(1_000);
    doThrow(new IOException("no space left"))
        .when(writer)
        .write(eq(ResultType.SCORES), any(), anyInt());

    assertThatThrownBy(() -> backfill().run(List.of(split), writer, NOBODY_WATCHES))
        .hasMessageContaining("no space left");
  }

  private Backfill backfill() {
    return new Backfill(
        Catalogue.installed(), AnomalyPolicy.withScores(Policies.DEFAULT, true), wire, 2);
  }

  private void readings(long... timesMs) throws IOException {
    OngoingStubbing<RawRecord> next = when(reader.next());
    for (long timeMs : timesMs) {
      next =
          next.thenReturn(
              new RawRecord(
                  Long.toString(timeMs).getBytes(StandardCharsets.US_ASCII),
                  new Origin.FileLine("readings.ndjson", 1)));
    }
    next.thenReturn(null);
  }

  private static Either<Rejection, StreamEvent> decode(RawRecord record) {
    String time = new String(record.bytes(), StandardCharsets.US_ASCII);
    return Either.right(new Reading("s", 1, Long.parseLong(time)));
  }
}
