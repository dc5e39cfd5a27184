package io.millrace.json;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;

/** Measures how many records a second one thread decodes. Not a test: run it by hand. */
final class DecodeRate {
  private static final int RECORDS = 4_000_000;

  private DecodeRate() {}

  /** Prints the rates of a login and an order, several rounds of each. */
  public static void main(String[] args) {
    String login =
        Records.valid(Stream.LOGINS)
            .replace("\"e1\"", "\"login-0000000042\"")
            .replace("\"u1\"", "\"user-000017\"");
    String order = Records.valid(Stream.ORDERS);
    for (int round = 0; round < 5; round++) {
      measure(Stream.LOGINS, login);
      measure(Stream.ORDERS, order);
    }
  }

  private static void measure(Stream stream, String json) {
    EventDecoder decoder = new JsonWireFormat().decoder();
    RawRecord record = Records.raw(json);
    long sum = 0;
    long start = System.nanoTime();
    for (int i = 0; i < RECORDS; i++) {
      sum += decoder.decode(stream, record).get().eventTimeMs() & 1;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s, %d bytes: %,.0f records/s (%d)%n",
        stream.id(), record.bytes().length, RECORDS / seconds, sum);
  }
}
