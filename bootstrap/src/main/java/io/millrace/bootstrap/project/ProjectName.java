package io.millrace.bootstrap.project;

import io.millrace.files.UsageException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * How a project and its package are called.
 *
 * @param artifact of its JAR
 * @param inPackage of its classes; also its group
 */
record ProjectName(String artifact, String inPackage) {
  private static final Pattern FOLDER = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
  private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
  private static final int MOST = 100;

  /**
   * The names that follow from a folder.
   *
   * @param asked the package; null for one that is called like the folder
   * @throws UsageException if they make no names
   */
  static ProjectName of(Path folder, @Nullable String asked) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "" : last.toString();
    if (!FOLDER.matcher(name).matches() || name.length() > MOST) {
      throw new UsageException(
          "DIR is called \""
              + name
              + "\", and so would be the project's JAR: begin with a letter, go on with letters,"
              + " digits, '-', '_' and '.', at most "
              + MOST);
    }
    String artifact = name.toLowerCase(Locale.ROOT);
    if (asked == null) {
      String derived = "com.example." + artifact.replaceAll("[^a-z0-9]", "");
      if (!isPackage(derived)) {
        throw new UsageException(
            "DIR is called \""
                + name
                + "\", but no package of Java can be called "
                + derived
                + ": name one with --package, like com.example.decisions");
      }
      return new ProjectName(artifact, derived);
    }
    if (!isPackage(asked)) {
      throw new UsageException(
          "--package is \""
              + asked
              + "\", must be a package of Java in lower case that does not begin with java, like"
              + " com.example.decisions");
    }
    return new ProjectName(artifact, asked);
  }

  private static boolean isPackage(String name) {
    return PACKAGE.matcher(name).matches()
        && name.length() <= MOST + "com.example.".length()
        && SourceVersion.isName(name)
        && !name.equals("java")
        && !name.startsWith("java.");
  }

  /** The package as folders. */
  String path() {
    return inPackage.replace('.', '/');
  }
}
