package io.millrace.architecture.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modules of the root pom. */
final class Modules {
  private static final Path HOME = Path.of("..");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern OWN = Pattern.compile("<artifactId>(millrace-[^<]+)</artifactId>");
  private static final String AT_HOME = "<maven.deploy.skip>true</maven.deploy.skip>";

  private Modules() {}

  /** A module's folder, the text of its pom, and how it is called outside. */
  record Module(Path folder, String pom, String artifact) {
    boolean isPublished() {
      return !pom.contains(AT_HOME);
    }

    boolean hasJar() {
      return !pom.contains("<packaging>pom</packaging>");
    }
  }

  static List<Module> all() throws IOException {
    List<Module> modules = new ArrayList<>();
    Matcher module = MODULE.matcher(Files.readString(HOME.resolve("pom.xml")));
    while (module.find()) {
      Path folder = HOME.resolve(module.group(1));
      String pom = Files.readString(folder.resolve("pom.xml"));
      modules.add(new Module(folder, pom, artifacts(pom).get(0)));
    }
    return modules;
  }

  /** Of Millrace, in the order in which a pom names them. */
  static List<String> artifacts(String pom) {
    return OWN.matcher(pom).results().map(found -> found.group(1)).toList();
  }
}
