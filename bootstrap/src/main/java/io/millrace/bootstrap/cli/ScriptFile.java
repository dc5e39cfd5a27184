package io.millrace.bootstrap.cli;

import io.millrace.files.Reason;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** A file of SQL in UTF-8, with or without a byte-order mark. */
final class ScriptFile {
  private static final int MAX_BYTES = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ScriptFile() {}

  /**
   * The text of a file, without the mark.
   *
   * @throws UsageException if there is no such file, or it is too large or no text
   */
  static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UsageException(
            String.format(Locale.ROOT, "%s holds more than %,d bytes", file, MAX_BYTES));
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new UsageException(file + " does not exist: name a file of SQL");
    } catch (CharacterCodingException e) {
      throw new UsageException(file + " is not in UTF-8: save it in UTF-8");
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read: " + Reason.of(e));
    }
  }
}
