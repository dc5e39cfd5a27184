package io.millrace.application.wire;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * All members of a gzip stream. The JDK's own stream takes a broken or cut-off member after the
 * first one for the end; here it is an error, because its records would be lost in silence.
 */
final class GzipMembers extends GZIPInputStream {
  private static final int BUFFER = 1 << 16;
  private static final int MAGIC = 2;

  /** Checksum and length, which the JDK leaves among the inflater's input after the last member. */
  private static final int TRAILER = 8;

  private final Packed packed;
  private final String name;

  private GzipMembers(Packed packed, String name) throws IOException {
    super(packed, BUFFER);
    this.packed = packed;
    this.name = name;
  }

  /** The bytes of a part, unzipped if it begins as gzip does; {@code name} is the part's. */
  static InputStream unzip(InputStream in, String name) throws IOException {
    try {
      PushbackInputStream whole = new PushbackInputStream(in, MAGIC);
      byte[] start = whole.readNBytes(MAGIC);
      whole.unread(start);
      boolean isZipped =
          start.length == MAGIC && start[0] == (byte) 0x1f && start[1] == (byte) 0x8b;
      return isZipped ? new GzipMembers(new Packed(whole), name) : whole;
    } catch (EOFException | ZipException e) {
      in.close();
      throw unreadable(name, e);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public int read(byte[] to, int from, int count) throws IOException {
    try {
      int read = super.read(to, from, count);
      if (read < 0) {
        requireEnd();
      }
      return read;
    } catch (EOFException | ZipException e) {
      throw unreadable(name, e);
    }
  }

  private void requireEnd() throws IOException {
    if (packed.hasEnded) {
      throw new EOFException("its last member is cut off");
    }
    if (inf.getRemaining() > TRAILER || packed.available() > 0) {
      throw new ZipException("something follows that is no member");
    }
  }

  private static IOException unreadable(String name, IOException e) {
    return new IOException(name + " is not readable as gzip: " + e.getMessage(), e);
  }

  /** Remembers whether somebody asked for more than there was. */
  private static final class Packed extends FilterInputStream {
    private boolean hasEnded;

    Packed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      hasEnded |= read < 0;
      return read;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
      int read = super.read(to, from, count);
      hasEnded |= read < 0;
      return read;
    }
  }
}
