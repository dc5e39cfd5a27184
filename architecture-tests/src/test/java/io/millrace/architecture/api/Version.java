package io.millrace.architecture.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version by Semantic Versioning; what follows a dash is left out. */
record Version(int major, int minor, int patch) implements Comparable<Version> {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(-.*)?");
  private static final Pattern OF_THE_POM =
      Pattern.compile("<artifactId>millrace</artifactId>\\s*<version>([^<]+)</version>");

  static Version of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no version such as 0.2.0");
    }
    return new Version(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  /** That of the root pom. */
  static Version ofThisBuild() throws IOException {
    Matcher version = OF_THE_POM.matcher(Files.readString(Path.of("../pom.xml")));
    if (!version.find()) {
      throw new IllegalStateException("../pom.xml has no version of millrace");
    }
    return of(version.group(1));
  }

  /** Whether this version may break what was written for that one. */
  boolean mayBreak(Version released) {
    return compareTo(released.nextThatMayBreak()) >= 0;
  }

  Version nextThatMayBreak() {
    return major == 0 ? new Version(0, minor + 1, 0) : new Version(major + 1, 0, 0);
  }

  @Override
  public int compareTo(Version other) {
    return Comparator.comparingInt(Version::major)
        .thenComparingInt(Version::minor)
        .thenComparingInt(Version::patch)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
