package io.millrace.bootstrap.run;

import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.files.UsageException;
import io.millrace.json.JsonObjects;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads files of results, one a line, or several that follow each other there. */
final class ResultFile {
  /** More than a record may have, in base64 and with what stands around it. */
  private static final int MAX_BYTES = 32 << 20;

  private ResultFile() {}

  /** Reads all lines of a file; {@code reader} gets the file and the number of the line. */
  static void read(Path file, DeadLetters.Reader reader) throws IOException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("\"" + file + "\" is no file");
    }
    long number = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          number++;
          pass(file, number, line, reader);
        } else {
          line.write(next);
        }
        if (line.size() > MAX_BYTES) {
          throw new UsageException(file + " has a line of more than " + MAX_BYTES + " bytes");
        }
      }
      pass(file, number + 1, line, reader);
    }
  }

  static void readIfThere(Path file, DeadLetters.Reader reader)
      throws IOException, InterruptedException {
    if (Files.exists(file)) {
      read(file, reader);
    }
  }

  private static void pass(
      Path file, long number, ByteArrayOutputStream line, DeadLetters.Reader reader)
      throws IOException, InterruptedException {
    byte[] bytes = line.toByteArray();
    String place = file + ", line " + number + ",";
    List<JsonObjects.Span> objects = new JsonObjects().in(bytes);
    if (objects.size() < 2 && bytes.length > 0) {
      reader.letter(place, bytes);
    }
    if (objects.size() > 1) {
      for (JsonObjects.Span object : objects) {
        reader.letter(place, Arrays.copyOfRange(bytes, object.from(), object.to()));
      }
    }
    line.reset();
  }
}
