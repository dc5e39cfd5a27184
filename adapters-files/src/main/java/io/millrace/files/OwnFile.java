package io.millrace.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files that this program writes under names that others can guess. A symbolic link that someone
 * has put there is never followed: it would write where it points to, with our rights.
 */
public final class OwnFile {
  private OwnFile() {}

  /** Whether there is anything of that name, also a link that points nowhere. */
  public static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** A new file, in place of a file or a link of that name. */
  public static OutputStream create(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * More for the end of a file, which is made if there is none.
   *
   * @throws IOException in particular if it is a link
   */
  public static OutputStream append(Path file) throws IOException {
    requireNoLink(file);
    OpenOption[] options = {
      StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS
    };
    return Files.newOutputStream(file, options);
  }

  private static void requireNoLink(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new IOException(file + " is a symbolic link, which is not written through: remove it");
    }
  }
}
