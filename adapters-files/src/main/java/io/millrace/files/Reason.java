package io.millrace.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Why a file could not be read or written, in words; the exceptions say it by their names. */
public final class Reason {
  private Reason() {}

  /** The words, for the end of a sentence that names the file. */
  public static String of(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "there is a file of that name";
    }
    if (e instanceof NotDirectoryException) {
      return "it is no folder";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    return said(e instanceof FileSystemException of ? of.getReason() : e.getMessage(), e);
  }

  private static String said(@Nullable String words, IOException e) {
    return words == null ? e.toString() : words;
  }
}
