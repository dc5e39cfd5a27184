package io.millrace.bootstrap.cli;

import io.millrace.bootstrap.project.NewProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "new",
    description = {
      "Makes a Maven project for streams and decisions of your own: with a stream, a decision, its",
      "test, data, and a script that runs all commands. docs/extending.md walks through it."
    },
    sortOptions = false)
final class NewCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "Folder of the project, new or empty; its JAR is called like it.")
  private Path folder = Path.of(".");

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "Package of its classes (default: com.example. and the folder's name).")
  private @Nullable String inPackage;

  @Override
  public Integer call() throws IOException {
    NewProject project = NewProject.in(folder, inPackage);
    project.write();
    System.out.println(
        "Made " + folder + ", with package " + project.inPackage() + ". Go on with:");
    System.out.println("  cd " + folder);
    System.out.println("  mvn verify");
    System.out.println("  ./millrace backfill --input data --output out/backfill");
    return 0;
  }
}
