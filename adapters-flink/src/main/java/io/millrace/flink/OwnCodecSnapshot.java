package io.millrace.flink;

import io.millrace.flink.state.CodecSerializer;
import io.millrace.flink.state.OwnCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint knows of the {@link MachineCodecs} of a job of one's own that wrote a state:
 * the name of their class, which of the forms it is, and its version. The class is found by the
 * class loader of the job that restores.
 *
 * <p>Checkpoints name this class, so that it stays in this package, whatever moves around it.
 */
public final class OwnCodecSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int FORM = 1;

  private @Nullable OwnCodec<T> codec;
  private int version;

  /** For Flink, which then calls {@link #readSnapshot}. */
  public OwnCodecSnapshot() {}

  public OwnCodecSnapshot(OwnCodec<T> codec, int version) {
    this.codec = codec;
    this.version = version;
  }

  @Override
  public int getCurrentVersion() {
    return FORM;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(codec().form().name());
    out.writeUTF(codec().codecs().getName());
    out.writeInt(version);
  }

  @Override
  public void readSnapshot(int form, DataInputView in, ClassLoader classes) throws IOException {
    if (form != FORM) {
      throw new IOException("the snapshot of codecs has the unknown form " + form);
    }
    OwnCodec.Form written = OwnCodec.Form.valueOf(in.readUTF());
    codec = new OwnCodec<>(find(in.readUTF(), classes), written);
    version = in.readInt();
  }

  @SuppressWarnings("unchecked") // of whatever states and events they are
  private static Class<? extends MachineCodecs<?, ?>> find(String name, ClassLoader classes)
      throws IOException {
    try {
      return (Class<? extends MachineCodecs<?, ?>>)
          Class.forName(name, true, classes).asSubclass(MachineCodecs.class);
    } catch (ClassNotFoundException e) {
      throw new IOException(
          "the state was written by the codecs "
              + name
              + ", which this job does not have: keep"
              + " the class, its name and its package",
          e);
    } catch (ClassCastException e) {
      throw new IOException(
          "the state was written by the codecs " + name + ", which are no MachineCodecs any more",
          e);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(codec(), version);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    return old instanceof OwnCodecSnapshot<T> that && that.codec().isNamedAs(codec())
        ? CodecVersions.compare(that.version, version)
        : TypeSerializerSchemaCompatibility.incompatible();
  }

  private OwnCodec<T> codec() {
    if (codec == null) {
      throw new IllegalStateException("the snapshot was not read");
    }
    return codec;
  }
}
