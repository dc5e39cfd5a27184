package io.millrace.domain.result;

import io.millrace.domain.money.Money;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;

/** A value that was observed, or the threshold that it crossed. */
public sealed interface Measure {
  /** Hands it on as one field. */
  void write(FieldWriter out) throws IOException;

  /** A length of time. */
  record Millis(long value) implements Measure {
    @Override
    public void write(FieldWriter out) throws IOException {
      out.whole(value);
    }
  }

  /** An amount of money. */
  record Amount(Money value) implements Measure {
    @Override
    public void write(FieldWriter out) throws IOException {
      out.amount(value);
    }
  }

  /** A number without a unit that we know of. */
  record Real(double value) implements Measure {
    @Override
    public void write(FieldWriter out) throws IOException {
      out.real(value);
    }
  }
}
