package io.millrace.flink.fraud;

import io.millrace.domain.fraud.CardPayment;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Card payments. */
public final class CardPaymentCodec implements Codec<CardPayment> {
  @Override
  public void write(CardPayment value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    Compact.writeMoney(value.amount(), out);
  }

  @Override
  public CardPayment read(int version, DataInputView in) throws IOException {
    return new CardPayment(Compact.readSigned(in), Compact.readString(in), Compact.readMoney(in));
  }
}
