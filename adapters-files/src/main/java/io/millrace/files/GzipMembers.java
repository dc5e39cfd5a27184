package io.millrace.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * All members of a gzip stream (RFC 1952), one after another. The JDK's own stream takes a broken
 * member after the first one for the end, and says of no fault where it is; here anything that is
 * not a whole member is an error that names the stream and the byte, because records would be lost
 * in silence. Zeros behind the last member are padding, as for gzip(1).
 */
final class GzipMembers extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final int MAGIC = 2;
  private static final int ID1 = 0x1f;
  private static final int ID2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final String name;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] packed = new byte[BUFFER];
  private int at;
  private int limit;

  /** Where the buffer ends in the packed stream. */
  private long reached;

  /** How many bytes all members gave so far. */
  private long unpacked;

  private boolean inMember;

  private GzipMembers(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /** The bytes of a file, unzipped if it begins as gzip does; {@code name} stands in errors. */
  static InputStream unzip(InputStream in, String name) throws IOException {
    try {
      PushbackInputStream whole = new PushbackInputStream(in, MAGIC);
      byte[] start = whole.readNBytes(MAGIC);
      whole.unread(start);
      boolean isZipped = start.length == MAGIC && start[0] == ID1 && start[1] == (byte) ID2;
      return isZipped ? new GzipMembers(whole, name) : whole;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int count) throws IOException {
    while (inMember || startsMember()) {
      int read = inflate(to, from, count);
      if (read > 0 || count == 0) {
        return read;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  /** Some bytes of the member that is open; none if that has come to its end. */
  private int inflate(byte[] to, int from, int count) throws IOException {
    try {
      int read = inflater.inflate(to, from, count);
      while (read == 0 && count > 0 && inflater.needsInput() && !inflater.finished()) {
        at = limit;
        if (!fill()) {
          throw cutOff();
        }
        inflater.setInput(packed, 0, limit);
        read = inflater.inflate(to, from, count);
      }
      at = limit - inflater.getRemaining();
      checksum.update(to, from, read);
      unpacked += read;
      if (read == 0 && inflater.finished()) {
        endMember();
      }
      return read;
    } catch (DataFormatException e) {
      at = limit - inflater.getRemaining();
      throw damaged(position(), String.valueOf(e.getMessage()));
    }
  }

  /** Whether another member begins here; its header is behind us then. */
  private boolean startsMember() throws IOException {
    long start = position();
    int first = next();
    while (first == 0) {
      first = next();
    }
    if (first < 0) {
      return false;
    }
    if (first != ID1 || position() != start + 1) {
      throw damaged(start, "what follows is neither a member nor zeros to the end");
    }
    if (required() != ID2) {
      throw damaged(position() - 1, "what follows is no member");
    }
    readHeader();
    inflater.reset();
    inflater.setInput(packed, at, limit - at);
    checksum.reset();
    inMember = true;
    return true;
  }

  private void readHeader() throws IOException {
    if (required() != DEFLATE) {
      throw damaged(position() - 1, "a member is packed in a way that gzip does not know");
    }
    int flags = required();
    if ((flags & RESERVED) != 0) {
      throw damaged(position() - 1, "the header of a member has flags that gzip does not know");
    }
    skip(6); // the time, and what packed it
    if ((flags & EXTRA) != 0) {
      skip(required() | required() << 8);
    }
    for (int text : new int[] {NAME, COMMENT}) {
      while ((flags & text) != 0 && required() != 0) {
        // to the zero at its end
      }
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2); // it guards nothing that is looked at
    }
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      int unused = required();
    }
  }

  private void endMember() throws IOException {
    long length = inflater.getBytesWritten();
    if (number() != checksum.getValue()) {
      throw damaged(position(), "the checksum of the member before is not that of its bytes");
    }
    if (number() != (length & 0xffff_ffffL)) {
      throw damaged(position(), "the member before does not have as many bytes as it says");
    }
    inMember = false;
  }

  /** Four bytes, the lowest first. */
  private long number() throws IOException {
    long low = required() | required() << 8;
    return low | (long) required() << 16 | (long) required() << 24;
  }

  private int required() throws IOException {
    int next = next();
    if (next < 0) {
      throw cutOff();
    }
    return next;
  }

  private int next() throws IOException {
    return at < limit || fill() ? packed[at++] & 0xff : -1;
  }

  private boolean fill() throws IOException {
    at = 0;
    limit = Math.max(0, in.read(packed, 0, BUFFER));
    reached += limit;
    return limit > 0;
  }

  private IOException cutOff() {
    return damaged(position(), "its last member is cut off");
  }

  /** How many packed bytes are behind us. */
  private long position() {
    return reached - limit + at;
  }

  private IOException damaged(long offset, String how) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "%s is not readable as gzip at its byte %,d, with %,d bytes unzipped before that: %s",
            name,
            offset + 1,
            unpacked,
            how));
  }
}
