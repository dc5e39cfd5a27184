package io.millrace.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.result.Origin.FileLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NdjsonReaderTest {
  private static final String BOM = "\u00EF\u00BB\u00BF";

  @Test
  void each_line_is_a_record() throws IOException {
    assertThat(read("a\nbc\nd\n")).containsExactly("1:a", "2:bc", "3:d");
  }

  @Test
  void the_last_line_needs_no_line_end() throws IOException {
    assertThat(read("a\nb")).containsExactly("1:a", "2:b");
  }

  @Test
  void an_empty_file_has_no_records() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read(BOM)).isEmpty();
    assertThat(read("\n\n")).isEmpty();
  }

  @Test
  void one_carriage_return_before_the_line_feed_belongs_to_the_line_end() throws IOException {
    assertThat(read("a\r\nb\r\r\nc\rd\r\n")).containsExactly("1:a", "2:b\r", "3:c\rd");
  }

  @Test
  void blank_lines_are_skipped_but_count_in_the_line_numbers() throws IOException {
    assertThat(read("\na\n\r\n \t \nb\n\n")).containsExactly("2:a", "5:b");
  }

  @Test
  void a_byte_order_mark_is_skipped_at_the_start_and_only_there() throws IOException {
    assertThat(read(BOM + "a\n" + BOM + "b\n")).containsExactly("1:a", "2:" + BOM + "b");
    assertThat(read(BOM + "\na\n")).containsExactly("2:a");
    assertThat(read("\n" + BOM + "a\n")).containsExactly("2:" + BOM + "a");
  }

  @Test
  void bytes_are_handed_on_as_they_are() throws IOException {
    assertThat(read("\u0000\u00FF\u0080\u001A\n")).containsExactly("1:\u0000\u00FF\u0080\u001A");
  }

  @Test
  void a_line_of_the_greatest_length_is_kept_whole_and_a_longer_one_shows_that_it_is()
      throws IOException {
    String greatest = "x".repeat(RawRecord.MAX_BYTES);
    List<RawRecord> records =
        records(stream(greatest + "\r\n" + greatest + "y\n" + greatest + "yyy\nshort"));

    assertThat(records)
        .extracting(record -> record.bytes().length)
        .containsExactly(RawRecord.MAX_BYTES, RawRecord.MAX_BYTES + 1, RawRecord.MAX_BYTES + 3, 5);
    assertThat(records.get(3).origin()).isEqualTo(new FileLine("x.ndjson", 4));
  }

  @Test
  void a_line_that_is_too_long_is_never_taken_for_a_blank_or_a_shorter_one() throws IOException {
    String blank = " ".repeat(RawRecord.MAX_BYTES);
    for (String line :
        List.of(
            blank + "    {}", "{}" + blank.substring(4) + "  \r garbage", BOM + blank + "xxxx")) {
      RawRecord record = records(stream(line + "\n")).get(0);

      assertThat(record.bytes().length).isGreaterThan(RawRecord.MAX_BYTES);
    }
  }

  @Test
  void a_line_that_is_too_long_comes_in_pieces_if_it_is_objects_that_follow_each_other()
      throws IOException {
    String one = "{\"a\":\"}{\\\"" + "x".repeat(4 << 20) + "\\\\\",\"b\":[{}]}";
    String line = BOM + one + one + " \t" + one + one + "  ";

    List<RawRecord> records = records(stream(line + "\r\nshort\n" + one + one + one));

    assertThat(records.stream().map(record -> record.bytes().length))
        .containsExactly(2 * one.length(), 2 * one.length() + 4, 5, 2 * one.length(), one.length());
    assertThat(records)
        .extracting(record -> ((FileLine) record.origin()).line())
        .containsExactly(1L, 1L, 2L, 3L, 3L);
    assertThat(records)
        .extracting(RawRecord::before)
        .containsExactly(0L, 2L * one.length() + 3, 0L, 0L, 2L * one.length());
  }

  @Test
  void pieces_are_the_line_whatever_is_in_it() throws IOException {
    String one = "{\"a\":\"" + "x".repeat(3 << 20) + "\"}";
    String line = one.repeat(5) + one.substring(0, 100) + "garbage" + one.repeat(2);

    List<RawRecord> records = records(stream(line));

    StringBuilder whole = new StringBuilder();
    for (RawRecord record : records) {
      assertThat(record.before()).isEqualTo(whole.length());
      whole.append(new String(record.bytes(), ISO_8859_1));
    }
    assertThat(whole.toString()).isEqualTo(line);
    assertThat(records).hasSizeBetween(2, 4);
  }

  @Test
  void a_byte_order_mark_does_not_count_in_the_length() throws IOException {
    String greatest = "x".repeat(RawRecord.MAX_BYTES);

    assertThat(records(stream(BOM + greatest + "\r\n")).get(0).bytes())
        .hasSize(RawRecord.MAX_BYTES);
  }

  @Test
  void however_few_bytes_a_read_brings_the_records_are_the_same() throws IOException {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      String text = randomText(random);
      List<String> expected = read(text);

      assertThat(texts(records(slowly(text, random)))).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void lines_longer_than_the_buffer_are_put_together() throws IOException {
    String line = "abcdefg".repeat(50_000);

    assertThat(read(line + "\n" + line + "\r\n")).containsExactly("1:" + line, "2:" + line);
  }

  @Test
  void it_counts_the_bytes_that_it_has_read() throws IOException {
    NdjsonReader reader = new NdjsonReader(stream(BOM + "a\r\n\nbc"), "x.ndjson");
    reader.next();
    assertThat(reader.bytesRead()).isEqualTo(6);
    reader.next();
    assertThat(reader.bytesRead()).isEqualTo(9);
    assertThat(reader.next()).isNull();
    assertThat(reader.next()).isNull();
  }

  @Test
  void closing_it_closes_the_stream() throws IOException {
    boolean[] closed = {false};
    InputStream stream =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    new NdjsonReader(stream, "x.ndjson").close();

    assertThat(closed[0]).isTrue();
  }

  private static String randomText(Random random) {
    String[] parts = {"a", "bc", "\n", "\r\n", "\r", " ", BOM, "\u00E9", "{}"};
    StringBuilder text = new StringBuilder(random.nextBoolean() ? BOM : "");
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  /** Brings one to three bytes a read. */
  private static InputStream slowly(String text, Random random) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1)) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1 + random.nextInt(3)));
      }
    };
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }

  private static List<String> read(String text) throws IOException {
    return texts(records(stream(text)));
  }

  private static List<RawRecord> records(InputStream stream) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    try (NdjsonReader reader = new NdjsonReader(stream, "x.ndjson")) {
      for (RawRecord next = reader.next(); next != null; next = reader.next()) {
        records.add(next);
      }
    }
    return records;
  }

  private static List<String> texts(List<RawRecord> records) {
    return records.stream()
        .map(
            record ->
                ((FileLine) record.origin()).line() + ":" + new String(record.bytes(), ISO_8859_1))
        .toList();
  }
}
