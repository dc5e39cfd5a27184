package io.millrace.application.gate;

/**
 * What became of the records of a stream: {@code records = rejected + late + dropped + used}.
 *
 * @param records all that were read, blank lines not counted
 * @param rejected unreadable ones
 * @param late ones that came behind the watermark of their split
 * @param dropped ones that were on time and said so, such as test orders
 */
public record StreamCounts(long records, long rejected, long late, long dropped) {
  /** Nothing read. */
  public static final StreamCounts NONE = new StreamCounts(0, 0, 0, 0);

  /** Both together. */
  public StreamCounts plus(StreamCounts other) {
    return new StreamCounts(
        records + other.records,
        rejected + other.rejected,
        late + other.late,
        dropped + other.dropped);
  }

  /** The readable ones. */
  public long accepted() {
    return records - rejected;
  }

  /** Those that the decisions were given. */
  public long used() {
    return records - rejected - late - dropped;
  }
}
