package io.millrace.flink.fraud;

import io.millrace.domain.fraud.CardActivity;
import io.millrace.domain.fraud.CardActivity.SmallPayment;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The small payments of a card. */
public final class CardActivityCodec implements Codec<CardActivity> {
  @Override
  public void write(CardActivity value, DataOutputView out) throws IOException {
    Compact.writeList(value.small(), out, CardActivityCodec::writeSmall);
  }

  @Override
  public CardActivity read(int version, DataInputView in) throws IOException {
    return new CardActivity(Compact.readList(in, CardActivityCodec::readSmall));
  }

  private static void writeSmall(SmallPayment payment, DataOutputView out) throws IOException {
    Compact.writeCurrency(payment.currency(), out);
    Compact.writeString(payment.eventId(), out);
    Compact.writeSigned(payment.timeMs(), out);
  }

  private static SmallPayment readSmall(DataInputView in) throws IOException {
    return new SmallPayment(
        Compact.readCurrency(in), Compact.readString(in), Compact.readSigned(in));
  }
}
