package io.millrace.bootstrap.run;

import io.millrace.files.OwnFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds out what is wrong with the folder of checkpoints, of which Flink says only that it is. */
final class CheckpointFolder {
  /** More than a small checkpoint has. */
  private static final int PROBE_BYTES = 1 << 20;

  private CheckpointFolder() {}

  /** Why nothing can be written below a folder; null if something can. */
  static @Nullable String fault(Path state) {
    Path probe = state.resolve(".probe");
    try (OutputStream out = OwnFile.create(probe)) {
      out.write(new byte[PROBE_BYTES]);
      return null;
    } catch (IOException e) {
      return "nothing can be written to \"" + state + "\": " + reason(e, probe);
    } finally {
      remove(probe);
    }
  }

  private static String reason(IOException e, Path probe) {
    String message = String.valueOf(e.getMessage());
    boolean isPathAlone = message.equals(probe.toString());
    return isPathAlone ? e.getClass().getSimpleName() : message.replace(probe + ": ", "");
  }

  private static void remove(Path probe) {
    try {
      Files.deleteIfExists(probe);
    } catch (IOException stays) {
      // it says nothing that the write has not said
    }
  }
}
