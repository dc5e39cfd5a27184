package io.millrace.flink.fraud;

import io.millrace.domain.fraud.CardActivity;
import io.millrace.domain.fraud.CardActivity.SmallPayment;
import io.millrace.domain.fraud.CardPayment;
import io.millrace.domain.money.Money;
import io.millrace.flink.Binary;
import io.millrace.flink.DecisionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of card-testing detection. */
public final class CardTestingCodec implements DecisionCodec<CardActivity, CardPayment> {
  @Override
  public void writeState(CardActivity card, DataOutput out) throws IOException {
    Binary.writeInt(card.small().size(), out);
    for (SmallPayment small : card.small()) {
      Binary.writeCurrency(small.currency(), out);
      Binary.writeText(small.eventId(), out);
      Binary.writeLong(small.timeMs(), out);
    }
  }

  @Override
  public CardActivity readState(int version, DataInput in) throws IOException {
    int count = Binary.readInt(in);
    if (count == 0) {
      return CardActivity.NONE;
    }
    List<SmallPayment> small = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      small.add(
          new SmallPayment(Binary.readCurrency(in), Binary.readText(in), Binary.readLong(in)));
    }
    return new CardActivity(List.copyOf(small));
  }

  @Override
  public void writeEvent(CardPayment payment, DataOutput out) throws IOException {
    Binary.writeLong(payment.eventTimeMs(), out);
    Binary.writeText(payment.eventId(), out);
    Binary.writeDecimal(payment.amount().amount(), out);
    Binary.writeCurrency(payment.amount().currency(), out);
  }

  @Override
  public CardPayment readEvent(int version, DataInput in) throws IOException {
    return new CardPayment(
        Binary.readLong(in),
        Binary.readText(in),
        new Money(Binary.readDecimal(in), Binary.readCurrency(in)));
  }
}
