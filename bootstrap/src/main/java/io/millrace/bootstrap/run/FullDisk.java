package io.millrace.bootstrap.run;

import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.core.fs.local.LocalRecoverableWriter;
import org.apache.flink.core.plugin.PluginManager;

/**
 * Stands between Flink and the files of this machine, in the whole process, and makes the disk full
 * when it is told to: what is written then stops after the first byte. What was written before can
 * be read and deleted. So it fills up everywhere, whatever the rights of the process are.
 */
final class FullDisk implements AutoCloseable {
  private static final String REFUSAL = "No space left on device";

  private final AtomicLong refused = new AtomicLong();
  private volatile boolean full;

  private FullDisk() {}

  /** Puts one there, with room, until it is closed. */
  static FullDisk install() {
    FullDisk disk = new FullDisk();
    FileSystem.initialize(new Configuration(), disk.new Plugins());
    return disk;
  }

  void isFull(boolean nowFull) {
    full = nowFull;
  }

  /** How often something was refused. */
  long refused() {
    return refused.get();
  }

  @Override
  public void close() {
    FileSystem.initialize(new Configuration(), null);
  }

  private void write(FSDataOutputStream out, byte[] bytes, int offset, int length)
      throws IOException {
    if (!full) {
      out.write(bytes, offset, length);
      return;
    }
    out.write(bytes, offset, Math.min(1, length));
    refused.incrementAndGet();
    throw new IOException(REFUSAL);
  }

  private final class Plugins implements PluginManager {
    @Override
    @SuppressWarnings("unchecked") // asked of the service
    public <P> Iterator<P> load(Class<P> service) {
      return service == FileSystemFactory.class
          ? (Iterator<P>) List.of(new Factory()).iterator()
          : List.<P>of().iterator();
    }
  }

  private final class Factory implements FileSystemFactory {
    @Override
    public String getScheme() {
      return "file";
    }

    @Override
    public FileSystem create(URI uri) {
      return new Files();
    }
  }

  private final class Files extends LocalFileSystem {
    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
      return new Plain(super.create(path, mode));
    }

    @Override
    public LocalRecoverableWriter createRecoverableWriter() {
      return new LocalRecoverableWriter(this) {
        @Override
        public RecoverableFsDataOutputStream open(Path path) throws IOException {
          return new Recoverable(super.open(path));
        }
      };
    }
  }

  private final class Plain extends FSDataOutputStream {
    private final FSDataOutputStream out;

    Plain(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      FullDisk.this.write(out, bytes, offset, length);
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void sync() throws IOException {
      out.sync();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private final class Recoverable extends RecoverableFsDataOutputStream {
    private final RecoverableFsDataOutputStream out;
    private final Plain plain;

    Recoverable(RecoverableFsDataOutputStream out) {
      this.out = out;
      this.plain = new Plain(out);
    }

    @Override
    public void write(int one) throws IOException {
      plain.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      plain.write(bytes, offset, length);
    }

    @Override
    public org.apache.flink.core.fs.RecoverableWriter.ResumeRecoverable persist()
        throws IOException {
      return out.persist();
    }

    @Override
    public Committer closeForCommit() throws IOException {
      return out.closeForCommit();
    }

    @Override
    public long getPos() throws IOException {
      return plain.getPos();
    }

    @Override
    public void flush() throws IOException {
      plain.flush();
    }

    @Override
    public void sync() throws IOException {
      plain.sync();
    }

    @Override
    public void close() throws IOException {
      plain.close();
    }
  }
}
