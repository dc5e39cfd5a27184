package io.millrace.bootstrap.cli;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.InvalidCatalogue;
import io.millrace.files.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which streams and decisions a command knows. */
final class CatalogueOptions {
  /** Read by {@link ModuleJars} too, before the command line is. */
  static final String WITH = "--with";

  @Option(
      names = WITH,
      paramLabel = "JAR",
      description = {
        "JAR with streams and decisions of your own, and its dependencies if it has any;",
        "may be given more than once. See docs/extending.md."
      })
  private List<Path> with = new ArrayList<>();

  /**
   * All that Millrace brings, and what the JARs bring.
   *
   * @throws UsageException with all that is wrong with them
   */
  Catalogue catalogue() {
    ModuleJars.requireLoaded(with);
    return installed();
  }

  static Catalogue installed() {
    try {
      return Catalogue.installed().checked();
    } catch (InvalidCatalogue | ExceptionInInitializerError e) {
      Throwable cause = e instanceof ExceptionInInitializerError ? e.getCause() : e;
      throw new UsageException(String.valueOf(cause == null ? e : cause.getMessage()));
    }
  }
}
