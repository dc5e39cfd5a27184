package io.millrace.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;

/** Stacks as the CDK's command line gets them, each made once for all tests. */
final class Synthesised {
  static final String CLUSTER =
      "arn:aws:kafka:eu-central-1:123456789012:cluster/example/"
          + "0f3b1c5e-8a7d-4c2b-9e6f-123456789abc-2";

  static final String CERTIFICATE =
      "arn:aws:acm:eu-central-1:123456789012:certificate/0f3b1c5e-8a7d-4c2b-9e6f-123456789abc";
  static final String IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/millrace:1";

  private static final String EMAIL = "on-call@example.com";
  private static final Map<String, Synthesised> MADE = new ConcurrentHashMap<>();

  private final DeployOptions options;
  private final JsonNode resources;
  private final JsonNode assets;
  private final JsonNode manifest;

  private Synthesised(Map<String, String> more) {
    try {
      Path folder = Files.createTempDirectory("millrace-deploy");
      Path jar = jar(folder);
      Map<String, String> context = new HashMap<>(more);
      context.put("account", "123456789012");
      context.put("region", "eu-central-1");
      context.put("jar", jar.toString());
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

  /** The one that the documentation deploys. */
  static Synthesised stack() {
    return made("kinesis", Map.of("shards", "logins:4, decisions:2", "alarm_email", EMAIL));
  }

  /** One with topics of Kafka in a cluster of Amazon MSK, and with the dashboard. */
  static Synthesised inVpc() {
    return made(
        "vpc",
        Map.of(
            "config", "millrace-msk.json",
            "subnets", "subnet-0123456789abcdef0, subnet-0123456789abcdef1",
            "security_groups", "sg-0123456789abcdef0",
            "msk_cluster", CLUSTER,
            "maintenance", "03:00",
            "dashboard", "true",
            "dashboard_vpc", "vpc-0123456789abcdef0",
            "dashboard_certificate", CERTIFICATE,
            "dashboard_readers", "10.0.0.0/16",
            "dashboard_image", IMAGE));
  }

  private static Synthesised made(String name, Map<String, String> context) {
    return MADE.computeIfAbsent(name, unused -> new Synthesised(context));
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

  /** All resources of the template, by name. */
  JsonNode resources() {
    return resources;
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

  /** The statements of policies whose name begins so. */
  List<JsonNode> statements(String prefix) {
    List<JsonNode> statements = new ArrayList<>();
    for (String name : names("AWS::IAM::Policy")) {
      if (name.startsWith(prefix)) {
        resource(name).at("/Properties/PolicyDocument/Statement").forEach(statements::add);
      }
    }
    return statements;
  }

  /** What must be there before a resource. */
  List<String> before(String name) {
    List<String> before = new ArrayList<>();
    resource(name).path("DependsOn").forEach(other -> before.add(other.asText()));
    return before;
  }
}
