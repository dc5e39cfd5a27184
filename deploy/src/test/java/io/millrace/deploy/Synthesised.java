package io.millrace.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;

/** The stack as the CDK's command line gets it, made once for all tests. */
final class Synthesised {
  private static final Synthesised ONE = new Synthesised();

  private final DeployOptions options;
  private final JsonNode resources;
  private final JsonNode assets;
  private final JsonNode manifest;

  private Synthesised() {
    try {
      Path folder = Files.createTempDirectory("millrace-deploy");
      Path jar = jar(folder);
      Map<String, String> context =
          Map.of(
              "account", "123456789012",
              "region", "eu-central-1",
              "jar", jar.toString(),
              "shards", "logins:4, decisions:2",
              "alarm_email", "on-call@example.com");
      options = DeployOptions.read(context);
      DeployApp.synthesise(
          App.Builder.create().outdir(folder.resolve("out").toString()).context(context).build(),
          Map.of("CDK_DEFAULT_REGION", "us-east-1"));
      ObjectMapper json = new ObjectMapper();
      resources =
          json.readTree(folder.resolve("out/millrace.template.json").toFile()).path("Resources");
      assets = json.readTree(folder.resolve("out/millrace.assets.json").toFile());
      manifest = json.readTree(folder.resolve("out/manifest.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Synthesised stack() {
    return ONE;
  }

  /** A JAR that looks like the job. */
  static Path jar(Path folder) throws IOException {
    Path jar = folder.resolve("millrace.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(Attributes.Name.MAIN_CLASS, "io.millrace.bootstrap.run.ServiceJob");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
    return jar;
  }

  DeployOptions options() {
    return options;
  }

  JsonNode assets() {
    return assets;
  }

  JsonNode manifest() {
    return manifest;
  }

  /** The names that the template gives to its resources of a type. */
  List<String> names(String type) {
    List<String> names = new ArrayList<>();
    resources
        .fields()
        .forEachRemaining(
            resource -> {
              if (resource.getValue().path("Type").asText().equals(type)) {
                names.add(resource.getKey());
              }
            });
    return names;
  }

  List<String> types() {
    return StreamSupport.stream(resources.spliterator(), false)
        .map(resource -> resource.path("Type").asText())
        .distinct()
        .toList();
  }

  JsonNode resource(String name) {
    return resources.path(name);
  }

  /** The properties of all resources of a type. */
  List<JsonNode> all(String type) {
    return names(type).stream().map(name -> resource(name).path("Properties")).toList();
  }

  /** The properties of the only resource of a type. */
  JsonNode only(String type) {
    List<JsonNode> all = all(type);
    if (all.size() != 1) {
      throw new AssertionError("there are " + all.size() + " resources of type " + type);
    }
    return all.get(0);
  }

  /** What must be there before a resource. */
  List<String> before(String name) {
    List<String> before = new ArrayList<>();
    resource(name).path("DependsOn").forEach(other -> before.add(other.asText()));
    return before;
  }
}
