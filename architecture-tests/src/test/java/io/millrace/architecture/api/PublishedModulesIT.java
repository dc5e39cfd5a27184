package io.millrace.architecture.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.architecture.api.Modules.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published is enough for a project that has nothing else of this one. */
class PublishedModulesIT {
  private static final Path CONSUMER = Path.of("src/test/resources/consumer");

  @TempDir private Path folder = Path.of(".");

  @Test
  void a_project_outside_compiles_against_it_and_replays_a_decision() throws Exception {
    Path repository = folder.resolve("repository");
    publish(repository);
    Path project = folder.resolve("project");
    copy(CONSUMER, project);

    String log = maven(project, repository);

    assertThat(log).contains("Tests run: 1, Failures: 0").contains("BUILD SUCCESS");
    assertThat(folder.resolve("local/io/millrace/millrace-domain")).isDirectory();
  }

  /** As maven-deploy-plugin lays them: poms as they are, and the parent's. */
  private static void publish(Path repository) throws IOException {
    String version = Version.ofThisBuild().toString();
    put(repository, "millrace", version, Path.of("../pom.xml"), ".pom");
    for (Module module : Modules.all()) {
      if (module.isPublished()) {
        String artifact = module.artifact();
        put(repository, artifact, version, module.folder().resolve("pom.xml"), ".pom");
        if (module.hasJar()) {
          Path jar = module.folder().resolve("target/" + artifact + "-" + version + ".jar");
          put(repository, artifact, version, jar, ".jar");
        }
      }
    }
  }

  private static void put(Path repository, String artifact, String version, Path file, String kind)
      throws IOException {
    Path place = repository.resolve("io/millrace").resolve(artifact).resolve(version);
    Files.createDirectories(place);
    Files.copy(file, place.resolve(artifact + "-" + version + kind));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }

  private String maven(Path project, Path repository) throws Exception {
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-s", "settings.xml", "-gs", "settings.xml"));
    command.add("-Dmaven.repo.local=" + folder.resolve("local"));
    command.add("-Ddownloaded=" + Path.of(System.getProperty("localRepository")).toUri());
    command.add("-Drepository=" + repository.toUri());
    command.add("-Dmillrace.version=" + Version.ofThisBuild());
    command.add("-Djunit.version=" + System.getProperty("junit.version"));
    command.add("test");
    Process maven =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!maven.waitFor(10, TimeUnit.MINUTES)) {
      maven.destroyForcibly();
    }
    return Files.readString(log);
  }
}
