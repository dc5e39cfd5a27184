package io.millrace.flink.job;

import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.gate.SplitWatermark;
import io.millrace.application.replay.Replay;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.flink.codec.Keyed;
import io.millrace.flink.gate.GateFunction;
import io.millrace.flink.machine.SortAndDedup;
import io.millrace.flink.sql.StreamTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Deduplicates and sorts the events of one split, and makes rows of them; of products the last
 * record of each. Holds what is within the out-of-orderness bound, and all products. Keeps nothing
 * in checkpoints: it is for runs that are not restored.
 */
final class DedupOperator extends AbstractStreamOperator<Row>
    implements OneInputStreamOperator<StreamEvent, Row>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  /** As many new events as wait already, and no fewer than these, are worth a sort. */
  private static final long FEWEST = 1024;

  private final Stream stream;
  private final OutOfOrderness outOfOrderness;
  private transient StreamTable table;
  private transient SplitWatermark watermark;
  private transient Replay<Boolean, StreamEvent, Keyed<StreamEvent>> events;
  private transient Map<String, Product> products;
  private transient long added;
  private transient long next;

  @SuppressWarnings("NullAway.Init") // Flink calls open before all else
  DedupOperator(Stream stream, OutOfOrderness outOfOrderness) {
    this.stream = stream;
    this.outOfOrderness = outOfOrderness;
  }

  @Override
  public void open() throws Exception {
    super.open();
    table = new StreamTable(stream);
    watermark = new SplitWatermark(outOfOrderness.boundMs(stream));
    events =
        new Replay<>(new SortAndDedup<Boolean, StreamEvent>(true), keyed -> emit(keyed.event()));
    products = new LinkedHashMap<>();
    next = FEWEST;
  }

  @Override
  public void processElement(StreamRecord<StreamEvent> record) {
    StreamEvent event = record.getValue();
    if (event instanceof Product product) {
      note(product);
      return;
    }
    events.add(table.keyOf(event), event);
    if (!watermark.admits(event.eventTimeMs())) {
      throw new IllegalStateException("the gate has let a late event pass: " + event);
    }
    added++;
    if (added == next) {
      events.advanceTo(watermark.ms());
      long waiting = added - events.used() - events.duplicates();
      next = added + Math.max(FEWEST, waiting);
    }
  }

  @Override
  public void endInput() {
    events.finish();
    products.values().forEach(product -> output.collect(new StreamRecord<>(table.rowOf(product))));
  }

  private void note(Product product) {
    Product.Unchanged unchanged = product.unchanged();
    Product known = products.get(product.productId());
    if (product.isDeleted()) {
      products.remove(product.productId());
    } else if (unchanged == null) {
      products.put(product.productId(), product);
    } else if (known != null) {
      products.put(
          product.productId(),
          new Product(
              product.position(),
              product.eventTimeMs(),
              product.productId(),
              unchanged.name() ? known.name() : product.name(),
              unchanged.category() ? known.category() : product.category()));
    } else {
      GateFunction.rejectedLater(stream, Reason.UNKNOWN_VALUE, getRuntimeContext());
    }
  }

  private void emit(StreamEvent event) {
    output.collect(new StreamRecord<>(table.rowOf(event), event.eventTimeMs()));
  }
}
