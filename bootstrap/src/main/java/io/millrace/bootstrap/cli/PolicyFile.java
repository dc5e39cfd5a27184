package io.millrace.bootstrap.cli;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.domain.kernel.InvalidPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.files.Reason;
import io.millrace.files.UsageException;
import io.millrace.json.JsonPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@code --policy} names. */
public final class PolicyFile {
  private PolicyFile() {}

  /**
   * The policies in a file; the defaults where none is named.
   *
   * @throws UsageException if the file cannot be read, or says what makes no sense
   */
  public static Policies read(Catalogue catalogue, @Nullable Path file) {
    if (file == null) {
      return Policies.DEFAULT;
    }
    try {
      return JsonPolicies.read(Files.readAllBytes(file), catalogue.sections());
    } catch (InvalidPolicy e) {
      throw new UsageException("--policy " + file + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw new UsageException("--policy is \"" + file + "\", which does not exist");
    } catch (IOException e) {
      throw new UsageException(
          "--policy is \"" + file + "\", which cannot be read: " + Reason.of(e));
    }
  }
}
