package io.millrace.bootstrap.project;

import io.millrace.files.OwnFile;
import io.millrace.files.Reason;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A project of Maven with a stream and a decision in it, which builds and runs as it is. Its files
 * are those of the sample {@code refunds}, which the build compiles and tests, under other names.
 */
public final class NewProject {
  private static final ProjectName SAMPLE = new ProjectName("refunds", "com.example.refunds");
  private static final String SCRIPT = "millrace";

  /** Where documents begin and end to quote the sample. */
  private static final Pattern MARK =
      Pattern.compile("^ *// (begin|end) [\\w-]+\\R", Pattern.MULTILINE);

  /** Of the sample: all but its pom, which has this project as its parent. */
  static final List<String> SAMPLE_FILES =
      List.of(
          "README.md",
          "refunds.sql",
          "data/refunds.ndjson",
          "src/main/java/com/example/refunds/RecentRefunds.java",
          "src/main/java/com/example/refunds/Refund.java",
          "src/main/java/com/example/refunds/RefundAbuseDetection.java",
          "src/main/java/com/example/refunds/RefundDecisions.java",
          "src/main/java/com/example/refunds/RefundPolicy.java",
          "src/main/resources/META-INF/services/io.millrace.application.catalogue.DecisionModule",
          "src/test/java/com/example/refunds/RefundAbuseTest.java");

  private final Path folder;
  private final ProjectName name;

  private NewProject(Path folder, ProjectName name) {
    this.folder = folder;
    this.name = name;
  }

  /**
   * A project in a folder, which is new or empty; nothing is written yet.
   *
   * @param inPackage the package of its classes; null for one that is called like the folder
   * @throws UsageException if it cannot be there, or cannot be called so
   */
  public static NewProject in(Path folder, @Nullable String inPackage) throws IOException {
    if (OwnFile.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw new UsageException("DIR is \"" + folder + "\", which is a file: name a new folder");
      }
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw new UsageException(
              "DIR is \"" + folder + "\", which is not empty: name a new folder");
        }
      }
    }
    return new NewProject(folder, ProjectName.of(folder, inPackage));
  }

  /** The package of its classes. */
  public String inPackage() {
    return name.inPackage();
  }

  /** Writes all files. */
  public void write() throws IOException {
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path place = folder.resolve(file.getKey());
      Path parent = place.getParent();
      try {
        Files.createDirectories(parent == null ? folder : parent);
      } catch (IOException e) {
        throw new UsageException(
            "DIR is \""
                + folder
                + "\", which cannot be made a folder: "
                + Reason.of(e)
                + "; name another");
      }
      try (OutputStream out = OwnFile.create(place)) {
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    Path script = folder.resolve(SCRIPT);
    if (!script.toFile().setExecutable(true, false)) {
      throw new IOException(script + " cannot be made executable");
    }
  }

  /** What is to be written, by where. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    files.put("pom.xml", named(read("pom.xml").replace("<!-- profile -->\n", read("profile.xml"))));
    files.put(".gitignore", read("gitignore"));
    files.put(SCRIPT, read(SCRIPT));
    for (String file : SAMPLE_FILES) {
      String text = MARK.matcher(read("sample/" + file)).replaceAll("");
      files.put(file.replace(SAMPLE.path(), name.path()), named(text));
    }
    return files;
  }

  private String named(String text) {
    return text.replace(SAMPLE.inPackage(), name.inPackage())
        .replace(artifact(SAMPLE), artifact(name))
        .replace(jar(SAMPLE), jar(name));
  }

  private static String artifact(ProjectName of) {
    return "<artifactId>" + of.artifact() + "</artifactId>";
  }

  private static String jar(ProjectName of) {
    return "/" + of.artifact() + "-0.1.jar";
  }

  private static String read(String resource) throws IOException {
    try (InputStream in =
        NewProject.class.getResourceAsStream("/io/millrace/bootstrap/project/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("not in the JAR of bootstrap: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
