package io.millrace.aws.deadletter;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A folder with one file a letter, {@code <name>.json}. A letter appears whole or not at all.
 *
 * @param folder a {@code file:} address; created if it is missing
 */
public record FolderDeadLetters(URI folder) implements DeadLetters {
  private static final long serialVersionUID = 1;

  public FolderDeadLetters {
    if (!"file".equals(folder.getScheme())) {
      throw new IllegalArgumentException("not the address of a folder, file:/...: " + folder);
    }
  }

  @Override
  public Writer open() throws IOException {
    return new FolderWriter(Files.createDirectories(Path.of(folder)));
  }

  @Override
  public void readAll(Reader reader) throws IOException, InterruptedException {
    Path from = Path.of(folder);
    if (!Files.isDirectory(from)) {
      throw new NoSuchFileException(from + " is no folder: there are no dead letters");
    }
    List<Path> letters;
    try (Stream<Path> files = Files.list(from)) {
      letters = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path letter : letters) {
      reader.letter(letter.toString(), Files.readAllBytes(letter));
    }
  }

  /** Writes where it is called: letters are rare. */
  private record FolderWriter(Path folder) implements Writer {
    @Override
    public CompletableFuture<Void> write(DeadLetter letter) {
      try {
        put(letter);
        return CompletableFuture.completedFuture(null);
      } catch (IOException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    private void put(DeadLetter letter) throws IOException {
      Path whole = folder.resolve(letter.name() + ".json");
      Path part = Files.createTempFile(folder, "." + letter.name(), ".part");
      try {
        Files.write(part, letter.json(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        sync(part);
        Files.move(
            part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(folder);
      } finally {
        Files.deleteIfExists(part);
      }
    }

    private static void sync(Path path) throws IOException {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }

    @Override
    public void close() {}
  }
}
