package io.millrace.files;

import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import io.millrace.domain.result.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes newline-delimited JSON apart into records.
 *
 * <p>A carriage return before the line feed belongs to the line end; a byte-order mark at the start
 * and blank lines (nothing but spaces, tabs and carriage returns) are skipped, but blank lines
 * count in the line numbers. A line longer than {@link RawRecord#MAX_BYTES} is given in pieces, if
 * it is objects that follow each other: Firehose may write a whole object of S3 as one line. Of any
 * other such line, or such an object, only the first {@code MAX_BYTES + 1} bytes are kept, which is
 * enough for the decoder to see that it is too large.
 */
public final class NdjsonReader implements RecordReader {
  private static final int CHUNK = 1 << 16;
  private static final int BYTE_ORDER_MARK = 3;

  /** A byte-order mark, a record of the greatest length, and one byte more: it may be a return. */
  private static final int KEPT_OF_A_LINE = BYTE_ORDER_MARK + RawRecord.MAX_BYTES + 1;

  private final InputStream in;
  private final String file;
  private final byte[] buffer = new byte[CHUNK];
  private int at;
  private int limit;
  private byte[] line = new byte[1024];
  private int length;
  private boolean isCut;

  /** Behind the piece of a line that was read, of which there is more; 0 at a line's end. */
  private int pieceEnd;

  /** How many bytes of the line were given before. */
  private long before;

  private long lineNumber;
  private long bytesRead;

  /** Reads from a stream, which {@link #close} closes; {@code file} is its name in sources. */
  public NdjsonReader(InputStream in, String file) {
    this(in, file, 0);
  }

  /**
   * Reads a file as it is stored: unzipped, if it begins as gzip does. No JSON begins so.
   *
   * @param file its name in sources
   * @param place names it in errors, which say how far it was read
   */
  public static NdjsonReader ofStored(InputStream in, String file, String place)
      throws IOException {
    return new NdjsonReader(GzipMembers.unzip(in, place), file);
  }

  /** Reads the rest of a file, of which so many lines were read before. */
  public NdjsonReader(InputStream in, String file, long linesBefore) {
    this.in = in;
    this.file = file;
    this.lineNumber = linesBefore;
  }

  /** How many lines of the file have been read, blank ones included. */
  public long lines() {
    return lineNumber;
  }

  /** Whether there is more of the line that the last record is from. */
  public boolean isWithinLine() {
    return pieceEnd > 0;
  }

  /** How many bytes the records so far took up in the (uncompressed) stream. */
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    while (readLine()) {
      lineNumber += before == 0 ? 1 : 0;
      int start = lineNumber == 1 && before == 0 ? afterByteOrderMark() : 0;
      int end = pieceEnd > 0 ? pieceEnd : length;
      if (isCut || !isBlank(start)) {
        byte[] bytes = Arrays.copyOfRange(line, start, end);
        return new RawRecord(bytes, before, new Origin.FileLine(file, lineNumber), null);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Reads a line or the next piece of one; false at the end. */
  private boolean readLine() throws IOException {
    boolean any = startAnew();
    while (at < limit || fill()) {
      any = true;
      int end = at;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      if (!keep(end)) {
        return true;
      }
      bytesRead += end - at;
      at = end;
      if (end < limit) {
        at++;
        bytesRead++;
        if (!isCut && length > 0 && line[length - 1] == '\r') {
          length--;
        }
        break;
      }
    }
    return any;
  }

  private boolean fill() throws IOException {
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, CHUNK));
    return limit > 0;
  }

  /** Makes room; false if nothing of the last line is left. */
  private boolean startAnew() {
    before = pieceEnd > 0 ? before + pieceEnd : 0;
    length -= pieceEnd > 0 ? pieceEnd : length;
    System.arraycopy(line, pieceEnd, line, 0, length);
    pieceEnd = 0;
    isCut = false;
    return length > 0;
  }

  /** Adds bytes to the line; false if it is too long, and the piece in front must go first. */
  private boolean keep(int end) {
    int count = Math.min(end - at, KEPT_OF_A_LINE - length);
    if (length + count > line.length) {
      line =
          Arrays.copyOf(line, Math.max(length + count, Math.min(2 * line.length, KEPT_OF_A_LINE)));
    }
    System.arraycopy(buffer, at, line, length, count);
    length += count;
    if (isCut || count == end - at) {
      return true;
    }
    int start = lineNumber == 0 && before == 0 ? afterByteOrderMark() : 0;
    pieceEnd = Math.max(0, ObjectBoundary.last(line, start, start + RawRecord.MAX_BYTES));
    isCut = pieceEnd == 0;
    bytesRead += isCut ? 0 : count;
    at += isCut ? 0 : count;
    return isCut;
  }

  private int afterByteOrderMark() {
    boolean isThere =
        length >= BYTE_ORDER_MARK
            && line[0] == (byte) 0xEF
            && line[1] == (byte) 0xBB
            && line[2] == (byte) 0xBF;
    return isThere ? BYTE_ORDER_MARK : 0;
  }

  private boolean isBlank(int start) {
    for (int i = start; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
