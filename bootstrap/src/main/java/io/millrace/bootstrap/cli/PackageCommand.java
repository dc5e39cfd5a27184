package io.millrace.bootstrap.cli;

import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the JAR that is deployed from Millrace's own and from JARs of a user. */
@Command(
    name = "package",
    description = {
      "Lay JARs of your own into the JAR that the managed service runs.",
      "That one is made by: mvn -B -Pbuild-jar -DskipTests -pl bootstrap -am package"
    },
    sortOptions = false)
final class PackageCommand implements Callable<Integer> {
  @Option(
      names = "--jar",
      paramLabel = "FILE",
      defaultValue = "bootstrap/target/millrace.jar",
      description = "Millrace's own JAR (default: ${DEFAULT-VALUE}).")
  private Path jar = Path.of(".");

  @Option(
      names = CatalogueOptions.WITH,
      paramLabel = "JAR",
      required = true,
      description = "JAR with streams and decisions of your own; may be given more than once.")
  private List<Path> with = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "The JAR to deploy, as deploy/cdk -c jar=FILE.")
  private Path output = Path.of(".");

  @Option(names = "--overwrite", description = "Replace the output file if there is one.")
  private boolean overwrite;

  @Override
  public Integer call() throws IOException {
    CatalogueOptions.installed(); // what does not fit together is told here, not by the service
    if (!Files.isRegularFile(jar)) {
      throw new UsageException(
          "--jar is \"" + jar + "\", which is not there: build it, as --help says");
    }
    if (Files.exists(output) && !overwrite) {
      throw new UsageException(
          "--output is \"" + output + "\", which exists: name another, or allow --overwrite");
    }
    long entries = JarUnion.write(jar, with, output);
    System.out.println(output + ": " + entries + " files");
    return 0;
  }
}
