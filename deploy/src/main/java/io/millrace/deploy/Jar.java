package io.millrace.deploy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.InvalidCatalogue;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/** Judges a JAR before it is sent: what the service would refuse an hour later. */
final class Jar {
  private static final long MAX_BYTES = 512L << 20;
  private static final String MAIN_CLASS = "io.millrace.bootstrap.run.ServiceJob";
  private static final String BUILD =
      "; build it: mvn -B -Pbuild-jar -DskipTests -pl bootstrap -am package";

  private Jar() {}

  /** What the classes and files of a JAR that is deployed are found by. */
  static ClassLoader classes(Path file) {
    try {
      URL[] jar = {file.toUri().toURL()};
      return new URLClassLoader(jar, Jar.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new UsageException("context.jar is \"" + file + "\", which is no path");
    }
  }

  /**
   * The streams and decisions of a JAR that is deployed: those that Millrace brings, and what was
   * laid into it.
   *
   * @param file names it in errors
   * @throws UsageException with all that is wrong with them
   */
  static Catalogue catalogue(Path file, ClassLoader classes) {
    try {
      return Catalogue.in(classes).checked();
    } catch (InvalidCatalogue e) {
      throw new UsageException(
          "context.jar is \"" + file + "\", whose modules are wrong: " + e.getMessage());
    }
  }

  /**
   * Refuses a file that is not the job.
   *
   * @throws UsageException saying why
   */
  static void check(Path file) throws IOException {
    String name = "context.jar is \"" + file + "\", which ";
    if (!Files.isRegularFile(file)) {
      throw new UsageException(name + "is not there" + BUILD);
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new UsageException(name + "is larger than the 512 MB that the service takes");
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      String main = manifest == null ? null : manifest.getMainAttributes().getValue("Main-Class");
      if (!MAIN_CLASS.equals(main)) {
        throw new UsageException(name + "does not start the job" + BUILD);
      }
    } catch (ZipException e) {
      throw new UsageException(name + "is no JAR" + BUILD);
    }
  }
}
