package io.millrace.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.kernel.CodePoints;
import io.millrace.domain.result.Origin.FileLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PartsReaderTest {
  private static final int GZIP_BUFFER = 1 << 16;

  @Test
  void parts_are_read_one_after_another_and_lines_counted_in_each() throws IOException {
    assertThat(read(plain("a", "1\n\n2\n"), plain("b", ""), plain("c", "3\n")))
        .containsExactly("a:1=1", "a:3=2", "c:1=3");
  }

  @Test
  void a_record_never_reaches_over_the_end_of_a_part() throws IOException {
    assertThat(read(plain("a", "1"), plain("b", "2"))).containsExactly("a:1=1", "b:1=2");
  }

  @Test
  void a_byte_order_mark_is_skipped_at_the_start_of_every_part() throws IOException {
    assertThat(read(plain("a", "\uFEFF1\n"), plain("b", "\uFEFF2\n")))
        .containsExactly("a:1=1", "b:1=2");
  }

  @Test
  void a_part_is_unzipped_by_its_first_bytes_not_by_its_name() throws IOException {
    assertThat(
            read(
                new Bytes("a", gzip("1\n")),
                plain("b.gz", "2\n"),
                plain("c.gz", ""),
                plain("d.gz", "\u001f")))
        .containsExactly("a:1=1", "b.gz:1=2", "d.gz:1=\u001f");
  }

  @Test
  void all_members_of_a_gzip_part_are_read() throws IOException {
    byte[] members = join(gzip("1\n2"), gzip(""), gzip("2\n"), gzip("3\n"));

    assertThat(read(new Bytes("a", members))).containsExactly("a:1=1", "a:2=22", "a:3=3");
  }

  @Test
  void members_may_end_anywhere_in_the_buffer() throws IOException {
    for (int around = -40; around <= 40; around++) {
      byte[] first = gzipOfLength(GZIP_BUFFER + around);
      byte[] members = join(first, gzip("end\n"));

      assertThat(read(new Bytes("a", members))).as("ends at %s", around).endsWith("a:2=end");
    }
  }

  @Test
  void what_follows_the_last_member_is_an_error_that_names_its_place() {
    byte[] last = gzip("1\n");
    for (int length = 1; length < 40; length++) {
      byte[] more = new byte[length];
      Arrays.fill(more, (byte) 'x');

      assertUnreadable("orders/x", join(last, more), last.length + 1);
    }
  }

  @Test
  void zeros_behind_the_last_member_are_padding() throws IOException {
    byte[] last = gzipOfLength(GZIP_BUFFER - 7);
    for (int length = 1; length < 40; length++) {
      assertThat(read(new Bytes("a", join(gzip("1\n"), new byte[length]))))
          .containsExactly("a:1=1");
      assertThat(read(new Bytes("a", join(last, new byte[length])))).hasSize(1);
    }
    byte[] more = join(gzip("1\n"), new byte[3], gzip("2\n"));
    assertUnreadable("a", more, gzip("1\n").length + 1);
  }

  @Test
  void a_damaged_byte_between_members_is_an_error_wherever_the_first_one_ends() {
    for (int around = -20; around <= 20; around++) {
      byte[] first = gzipOfLength(GZIP_BUFFER + around);
      for (int at = 0; at < 3; at++) {
        byte[] second = gzip("2\n");
        second[at] ^= 0x40;
        assertUnreadable("a", join(first, second, gzip("3\n")), first.length + at + 1);
      }
    }
  }

  @Test
  void any_byte_of_a_member_that_is_flipped_is_found_or_means_nothing() {
    byte[] whole = join(gzip("1\n"), gzip("22222222222222222222\n"), gzip("3\n"));
    int start = gzip("1\n").length;
    int end = whole.length - gzip("3\n").length;
    for (int at = start; at < end; at++) {
      boolean meansNothing = at >= start + 4 && at < start + 10; // time and maker
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x01;
      if (!meansNothing && at != start + 3) { // a flag that gives a hint only
        assertThatIOException()
            .as("byte %s", at)
            .isThrownBy(() -> read(new Bytes("orders/x", flipped)))
            .withMessageMatching("orders/x is not readable as gzip at its byte [0-9,]+, .*");
      }
    }
  }

  @Test
  void members_may_have_names_comments_and_more_in_their_headers() throws IOException {
    byte[] plain = gzip("1\n");
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 2 | 4 | 8 | 16;
    byte[] more = {3, 0, 'x', 'y', 'z', 'n', 0, 'c', 0, 1, 2};
    byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);

    assertThat(read(new Bytes("a", join(header, more, rest, plain))))
        .containsExactly("a:1=1", "a:2=1");
  }

  @Test
  void a_member_that_is_cut_off_is_an_error_wherever_it_is() {
    byte[] two = join(gzipOfLength(GZIP_BUFFER), gzip("2\n"));
    byte[] one = gzip("1\n");
    for (int length = 2; length < one.length; length++) {
      assertUnreadable("orders/x", Arrays.copyOf(one, length), length + 1);
    }
    for (int length = GZIP_BUFFER + 1; length < two.length; length++) {
      assertUnreadable("orders/x", Arrays.copyOf(two, length), length + 1);
    }
  }

  private static void assertUnreadable(String name, byte[] bytes, int place) {
    assertThatIOException()
        .as("%s bytes", bytes.length)
        .isThrownBy(() -> read(new Bytes(name, bytes)))
        .withMessageStartingWith(
            String.format(
                Locale.ROOT, "%s is not readable as gzip at its byte %,d, with ", name, place));
  }

  @Test
  void positions_follow_the_order_of_reading() {
    List<String> files = List.of("a", "a.b", "a/1", "a/10", "a/2", "\uFFFD", "\uD83D\uDE00");
    String last = "";
    for (String file : files) {
      for (long line : new long[] {1, 2, 10, Long.MAX_VALUE}) {
        String position = new FileLine(file, line).position();
        assertThat(CodePoints.compare(last, position)).as(file + ":" + line).isNegative();
        last = position;
      }
    }
  }

  private static List<String> read(Part... parts) throws IOException {
    Iterator<Part> all = List.of(parts).iterator();
    List<String> records = new ArrayList<>();
    try (PartsReader reader = new PartsReader(() -> all.hasNext() ? all.next() : null)) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        FileLine place = (FileLine) record.origin();
        records.add(place.file() + ":" + place.line() + "=" + new String(record.bytes(), UTF_8));
      }
    }
    return records;
  }

  /** One line of noise, zipped to exactly so many bytes by a file name in its header. */
  private static byte[] gzipOfLength(int length) {
    Random random = new Random(length);
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < length; i++) {
      noise.append((char) ('0' + random.nextInt(64)));
    }
    byte[] zipped = gzip(noise.append('\n').toString());
    int missing = length - zipped.length;
    assertThat(missing).isPositive();
    byte[] exact = new byte[length];
    System.arraycopy(zipped, 0, exact, 0, 10);
    exact[3] = 8; // a name follows
    Arrays.fill(exact, 10, 10 + missing - 1, (byte) 'n');
    System.arraycopy(zipped, 10, exact, 10 + missing, zipped.length - 10);
    return exact;
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] each : all) {
      bytes.writeBytes(each);
    }
    return bytes.toByteArray();
  }

  private static Part plain(String name, String text) {
    return new Bytes(name, text.getBytes(UTF_8));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Bytes(String name, byte[] bytes) implements Part {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
