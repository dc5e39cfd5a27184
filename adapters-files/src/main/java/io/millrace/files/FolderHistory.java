package io.millrace.files;

import io.millrace.application.wire.History;
import io.millrace.application.wire.HistorySplit;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The files and folders of an input folder. */
final class FolderHistory implements History {
  private final List<HistorySplit> splits = new ArrayList<>();
  private final LongAdder bytesRead = new LongAdder();
  private long bytes;

  private final List<String> unread;

  FolderHistory(Map<Stream, Path> paths, List<String> unread) throws IOException {
    this.unread = unread;
    for (Map.Entry<Stream, Path> entry : paths.entrySet()) {
      Path path = entry.getValue();
      if (Files.isDirectory(path)) {
        FolderSplit split = new FolderSplit(entry.getKey(), path, bytesRead);
        splits.add(split);
        bytes += split.bytes();
      } else {
        splits.add(new FileSplit(entry.getKey(), path, bytesRead));
        bytes += Files.size(path);
      }
    }
  }

  @Override
  public List<HistorySplit> splits() {
    return splits;
  }

  @Override
  public List<String> unread() {
    return unread;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long bytesRead() {
    return bytesRead.sum();
  }

  @Override
  public void close() {}
}
