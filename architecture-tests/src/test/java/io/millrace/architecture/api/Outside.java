package io.millrace.architecture.api;

import io.millrace.architecture.api.Modules.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A place outside of this project: what is published lies in a repository there, and everything
 * else comes from what this build has downloaded. Nothing is asked of the network.
 */
final class Outside {
  private static final Path SETTINGS = Path.of("src/test/resources/outside/settings.xml");

  private final Path folder;

  private Outside(Path folder) {
    this.folder = folder;
  }

  /** Publishes all there is in an empty folder. */
  static Outside in(Path folder) throws IOException {
    Outside outside = new Outside(folder);
    outside.publish();
    Files.copy(SETTINGS, folder.resolve("settings.xml"));
    outside.maven();
    return outside;
  }

  /** What Maven keeps there of all that it has looked up. */
  Path local() {
    return folder.resolve("local");
  }

  /** As maven-deploy-plugin lays them: poms as they are, and the parent's. */
  private void publish() throws IOException {
    String version = Version.ofThisBuild().toString();
    put("millrace", version, Path.of("../pom.xml"), ".pom");
    for (Module module : Modules.all()) {
      if (module.isPublished()) {
        String artifact = module.artifact();
        put(artifact, version, module.folder().resolve("pom.xml"), ".pom");
        if (module.hasJar()) {
          put(artifact, version, jar(module.folder(), artifact), ".jar");
        }
      }
    }
  }

  static Path jar(Path module, String artifact) throws IOException {
    return module.resolve("target/" + artifact + "-" + Version.ofThisBuild() + ".jar");
  }

  private void put(String artifact, String version, Path file, String kind) throws IOException {
    Path place = folder.resolve("repository/io/millrace").resolve(artifact).resolve(version);
    Files.createDirectories(place);
    Files.copy(file, place.resolve(artifact + "-" + version + kind));
  }

  /** A {@code mvn} that knows this place alone. */
  private void maven() throws IOException {
    List<String> words =
        List.of(
            Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
            "-B",
            "-s",
            folder.resolve("settings.xml").toString(),
            "-gs",
            folder.resolve("settings.xml").toString(),
            "-Dmaven.repo.local=" + local(),
            "-Ddownloaded=" + Path.of(System.getProperty("localRepository")).toUri(),
            "-Drepository=" + folder.resolve("repository").toUri());
    script(mvn(), words);
  }

  /** The same, for who does not look it up. */
  Path mvn() {
    return folder.resolve("bin/mvn");
  }

  /** A script that runs a command with what it is given. */
  static void script(Path script, List<String> words) throws IOException {
    Path parent = script.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(
        script,
        "#!/bin/sh\nexec "
            + words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))
            + " \"$@\"\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
  }

  /** A process in one of its folders, not yet begun. */
  ProcessBuilder process(Path inside, String... command) {
    ProcessBuilder process =
        new ProcessBuilder(command).directory(inside.toFile()).redirectErrorStream(true);
    Map<String, String> environment = process.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    environment.remove("MAVEN_OPTS");
    environment.remove("MAVEN_ARGS");
    return process;
  }

  /** Runs a command in one of its folders to its end, and says what it printed. */
  String run(Path inside, String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process = process(inside, command).redirectOutput(log.toFile()).start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(log) + "\nexit code " + process.waitFor();
  }
}
