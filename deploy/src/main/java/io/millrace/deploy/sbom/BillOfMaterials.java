package io.millrace.deploy.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list of everything that the build is made of, in CycloneDX, as its Maven plugin writes it; and
 * the lists of what is made of a part of it. A component is known by the SHA-256 of its file.
 */
final class BillOfMaterials {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHA_256 = "SHA-256";
  private static final String REF = "bom-ref";

  private final ObjectNode all;
  private final Map<String, ObjectNode> bySha256 = new HashMap<>();

  private BillOfMaterials(ObjectNode all) {
    this.all = all;
  }

  /**
   * Reads the list of everything.
   *
   * @param own the file of the project that it is the list of, which has no hash in it
   */
  static BillOfMaterials read(Path file, Path own) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("\"" + file + "\" is not there: deploy/sbom makes it");
    }
    BillOfMaterials bill = new BillOfMaterials((ObjectNode) JSON.readTree(file.toFile()));
    for (JsonNode component : bill.all.path("components")) {
      for (JsonNode hash : component.path("hashes")) {
        if (hash.path("alg").asText().equals(SHA_256)) {
          bill.bySha256.put(hash.path("content").asText(), (ObjectNode) component);
        }
      }
    }
    String sha256 = sha256(own);
    ObjectNode project = bill.all.at("/metadata/component").deepCopy();
    hash(project, sha256);
    bill.bySha256.put(sha256, project);
    return bill;
  }

  /**
   * The list of what is made of some of the components.
   *
   * @param subject what it is the list of, as a component
   * @param files all that it is made of
   * @param others components that are no files of the build
   * @throws UsageException if a file is none of the build's
   */
  ObjectNode of(ObjectNode subject, Collection<Path> files, List<ObjectNode> others)
      throws IOException {
    List<ObjectNode> components = new ArrayList<>();
    for (Path file : files) {
      ObjectNode component = bySha256.get(sha256(file));
      if (component == null) {
        throw new UsageException("\"" + file + "\" is in no list of the build: make both anew");
      }
      components.add(component);
    }
    components.addAll(others);
    components.sort((one, other) -> one.path(REF).asText().compareTo(other.path(REF).asText()));
    ObjectNode bill = all.deepCopy();
    ((ObjectNode) bill.path("metadata")).set("component", subject);
    bill.putArray("components").addAll(components);
    dependencies(bill, subject, components);
    return bill;
  }

  private void dependencies(ObjectNode bill, ObjectNode subject, List<ObjectNode> components) {
    Set<String> kept = new HashSet<>();
    ArrayNode dependencies = bill.putArray("dependencies");
    ArrayNode direct =
        dependencies.addObject().put("ref", subject.path(REF).asText()).putArray("dependsOn");
    for (ObjectNode component : components) {
      kept.add(component.path(REF).asText());
      direct.add(component.path(REF).asText());
    }
    for (JsonNode dependency : all.path("dependencies")) {
      if (kept.contains(dependency.path("ref").asText())) {
        ArrayNode on =
            dependencies
                .addObject()
                .put("ref", dependency.path("ref").asText())
                .putArray("dependsOn");
        for (JsonNode other : dependency.path("dependsOn")) {
          if (kept.contains(other.asText())) {
            on.add(other.asText());
          }
        }
      }
    }
  }

  /** A component that is what a file is. */
  static ObjectNode component(String type, String name, String version) {
    return JSON.createObjectNode()
        .put("type", type)
        .put(REF, name + "@" + version)
        .put("name", name)
        .put("version", version);
  }

  /** Says which bytes a component is. */
  static void hash(ObjectNode component, String sha256) {
    component.putArray("hashes").addObject().put("alg", SHA_256).put("content", sha256);
  }

  static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance(SHA_256).digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + SHA_256, e);
    }
  }

  /** The version of the project. */
  String version() {
    return all.at("/metadata/component/version").asText();
  }

  static void write(ObjectNode bill, Path file) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), bill);
  }
}
