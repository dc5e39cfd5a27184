package io.millrace.deploy.sbom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.files.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The program behind {@code deploy/sbom}: it writes the bills of materials of the JAR and of the
 * image. Exit codes: 0 done, 1 failed, 2 something is missing or of another build.
 */
public final class SbomApp {
  private static final Pattern FROM =
      Pattern.compile("(?m)^FROM\\s+(\\S+):([^@\\s]+)@sha256:([0-9a-f]{64})\\s*$");

  private final Path target;
  private final BillOfMaterials everything;

  /**
   * Reads what the build of a module has left.
   *
   * @param target the folder that it has left it in: {@code bootstrap/target}
   * @param list of everything
   */
  SbomApp(Path target, Path list) throws IOException {
    this.target = target;
    this.everything = BillOfMaterials.read(list, own(target));
  }

  /** Arguments: bootstrap/target, the folder of the image, and the folder to write to. */
  public static void main(String[] arguments) {
    System.exit(run(Arrays.stream(arguments).map(Path::of).toList(), System.err));
  }

  private static int run(List<Path> arguments, PrintStream err) {
    try {
      Path out = Files.createDirectories(arguments.get(2));
      Path target = arguments.get(0);
      SbomApp app = new SbomApp(target, target.resolve("bom.json"));
      BillOfMaterials.write(app.ofJar(), out.resolve("millrace.jar.cdx.json"));
      BillOfMaterials.write(app.ofImage(arguments.get(1)), out.resolve("image.cdx.json"));
      return 0;
    } catch (UsageException e) {
      err.println("millrace: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("millrace: failed: " + e.getMessage());
      return 1;
    }
  }

  /** What the JAR of the job consists of. */
  ObjectNode ofJar() throws IOException {
    Path jar = target.resolve("millrace.jar");
    ObjectNode subject =
        BillOfMaterials.component("application", "millrace.jar", everything.version());
    BillOfMaterials.hash(subject, BillOfMaterials.sha256(jar));
    return everything.of(subject, JarParts.of(jar, classPath()), List.of());
  }

  /**
   * What the image of the dashboard consists of: the JARs that {@code deploy/image} has put there,
   * and the base, whose own parts are not listed.
   */
  ObjectNode ofImage(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
      return everything.of(
          BillOfMaterials.component("container", "millrace-dashboard", everything.version()),
          files.sorted().toList(),
          List.of(base(folder.resolve("Dockerfile"))));
    }
  }

  /** Everything that a command may run with, and the module itself. */
  private List<Path> classPath() throws IOException {
    List<Path> files = new ArrayList<>(List.of(own(target)));
    String all = Files.readString(target.resolve("classpath-flink"));
    Arrays.stream(all.split(File.pathSeparator, -1)).map(Path::of).forEach(files::add);
    return files;
  }

  private static ObjectNode base(Path dockerfile) throws IOException {
    Matcher from = FROM.matcher(Files.readString(dockerfile));
    if (!from.find()) {
      throw new UsageException(
          "\"" + dockerfile + "\" names no base image with a tag and a digest");
    }
    ObjectNode base = BillOfMaterials.component("container", from.group(1), from.group(2));
    BillOfMaterials.hash(base, from.group(3));
    return base;
  }

  private static Path own(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches("millrace-bootstrap-[^-]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow(
              () ->
                  new UsageException(
                      "no millrace-bootstrap-*.jar is in \""
                          + target
                          + "\": deploy/sbom makes it"));
    }
  }
}
