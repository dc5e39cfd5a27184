package io.millrace.flink.dashboard;

import io.millrace.domain.dashboard.DistinctUsers;
import io.millrace.domain.dashboard.Tally;
import io.millrace.domain.money.Currency;
import io.millrace.flink.Binary;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of a tally: the state of both steps, and what goes from the one to the other. */
final class TallyCodec {
  private TallyCodec() {}

  static void write(Tally tally, DataOutput out) throws IOException {
    out.writeBoolean(tally == Tally.NONE);
    if (tally == Tally.NONE) {
      return;
    }
    Binary.writeLong(tally.startMs(), out);
    Binary.writeInt(tally.revenue().size(), out);
    for (Map.Entry<Currency, BigDecimal> entry : tally.revenue().entrySet()) {
      Binary.writeCurrency(entry.getKey(), out);
      Binary.writeDecimal(entry.getValue(), out);
    }
    Binary.writeLong(tally.orders(), out);
    Binary.writeLong(tally.requests(), out);
    Binary.writeLong(tally.errors(), out);
    writeUsers(tally.users(), out);
  }

  static Tally read(DataInput in) throws IOException {
    if (in.readBoolean()) {
      return Tally.NONE;
    }
    long startMs = Binary.readLong(in);
    int currencies = Binary.readInt(in);
    SortedMap<Currency, BigDecimal> revenue = new TreeMap<>();
    for (int i = 0; i < currencies; i++) {
      revenue.put(Binary.readCurrency(in), Binary.readDecimal(in));
    }
    return new Tally(
        startMs,
        revenue,
        Binary.readLong(in),
        Binary.readLong(in),
        Binary.readLong(in),
        readUsers(in));
  }

  private static void writeUsers(DistinctUsers users, DataOutput out) throws IOException {
    Binary.writeInt(users.exactLimit(), out);
    Binary.writeBytes(users.registers(), out);
    long[] hashes = users.hashes();
    Binary.writeInt(hashes.length, out);
    for (long hash : hashes) {
      out.writeLong(hash);
    }
  }

  private static DistinctUsers readUsers(DataInput in) throws IOException {
    int exactLimit = Binary.readInt(in);
    byte[] registers = Binary.readBytes(in);
    int hashes = Binary.readInt(in);
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
