package io.millrace.application.dashboard;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.dashboard.DistinctUsers;
import io.millrace.domain.dashboard.Tally;
import io.millrace.domain.money.Currency;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tallies: the users either as hashes or, when they are too many, as registers. */
public final class TallyCodec implements Codec<Tally> {
  @Override
  public void write(Tally value, DataOutput out) throws IOException {
    Compact.writeSigned(value.startMs(), out);
    Compact.writeUnsigned(value.revenue().size(), out);
    for (Map.Entry<Currency, BigDecimal> entry : value.revenue().entrySet()) {
      Compact.writeCurrency(entry.getKey(), out);
      Compact.writeDecimal(entry.getValue(), out);
    }
    Compact.writeUnsigned(value.orders(), out);
    Compact.writeUnsigned(value.requests(), out);
    Compact.writeUnsigned(value.errors(), out);
    writeUsers(value.users(), out);
  }

  @Override
  public Tally read(int version, DataInput in) throws IOException {
    long startMs = Compact.readSigned(in);
    SortedMap<Currency, BigDecimal> revenue = new TreeMap<>();
    for (int left = Compact.readInt(in); left > 0; left--) {
      Currency currency = Compact.readCurrency(in);
      revenue.put(currency, Compact.readDecimal(in));
    }
    return new Tally(
        startMs,
        revenue,
        Compact.readUnsigned(in),
        Compact.readUnsigned(in),
        Compact.readUnsigned(in),
        readUsers(in));
  }

  @Override
  public Tally copy(Tally value) {
    return value.copy();
  }

  private static void writeUsers(DistinctUsers users, DataOutput out) throws IOException {
    Compact.writeUnsigned(users.exactLimit(), out);
    Compact.writeBytes(users.registers(), out);
    long[] hashes = users.hashes();
    Compact.writeUnsigned(hashes.length, out);
    for (long hash : hashes) {
      out.writeLong(hash);
    }
  }

  private static DistinctUsers readUsers(DataInput in) throws IOException {
    int exactLimit = Compact.readInt(in);
    byte[] registers = Compact.readBytes(in);
    int hashes = Compact.readInt(in);
    if (registers.length > 0) {
      return DistinctUsers.ofRegisters(exactLimit, registers);
    }
    DistinctUsers users = new DistinctUsers(exactLimit);
    for (int i = 0; i < hashes; i++) {
      users.add(in.readLong());
    }
    return users;
  }
}
