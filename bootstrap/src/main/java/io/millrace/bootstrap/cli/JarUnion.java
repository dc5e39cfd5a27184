package io.millrace.bootstrap.cli;

import io.millrace.files.OwnFile;
import io.millrace.files.UsageException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * One JAR of several: the manifest of the first, all that is in any, and of services all that any
 * names. The same JARs give the same bytes.
 */
final class JarUnion {
  private static final String META = "META-INF/";
  private static final String SERVICES = META + "services/";

  /** 1980-01-01, before which no entry of a JAR can be. */
  private static final long TIME_MS = 315_532_800_000L;

  private final Map<String, ByteArrayOutputStream> services = new LinkedHashMap<>();
  private final Map<String, Path> written = new LinkedHashMap<>();
  private final List<String> clashes = new ArrayList<>();
  private final JarOutputStream out;

  private JarUnion(JarOutputStream out) {
    this.out = out;
  }

  /**
   * Writes it; the file gets its name when it is complete.
   *
   * @return how many files it holds
   * @throws UsageException if two JARs hold different files of one name
   */
  static long write(Path first, List<Path> others, Path target) throws IOException {
    Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
    try {
      long entries;
      try (JarOutputStream out =
          new JarOutputStream(new BufferedOutputStream(OwnFile.create(partial)))) {
        JarUnion union = new JarUnion(out);
        union.add(first, true);
        for (Path other : others) {
          union.add(other, false);
        }
        union.addServices();
        union.refuseClashes();
        entries = union.written.size();
      }
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
      return entries;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private void add(Path path, boolean isFirst) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (entry.isDirectory() || (!isFirst && isOfOneJar(name))) {
          continue;
        }
        byte[] content = read(jar, entry);
        if (name.startsWith(SERVICES)) {
          ByteArrayOutputStream all =
              services.computeIfAbsent(name, none -> new ByteArrayOutputStream());
          all.writeBytes(content);
          all.write('\n');
        } else if (!written.containsKey(name)) {
          write(name, content);
          written.put(name, path);
        } else if (name.endsWith(".class")) {
          clashes.add(name + " is in " + written.get(name) + " and in " + path);
        }
      }
    }
  }

  /** Manifests and signatures are of their JAR, and so is what Maven and a module path want. */
  private static boolean isOfOneJar(String name) {
    return name.equals(JarFile.MANIFEST_NAME)
        || name.startsWith(META + "maven/")
        || name.endsWith("module-info.class")
        || (name.startsWith(META) && name.matches(".*\\.(SF|DSA|RSA|EC)"));
  }

  private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private void addServices() throws IOException {
    for (Map.Entry<String, ByteArrayOutputStream> service : services.entrySet()) {
      String lines =
          service
              .getValue()
              .toString(StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .distinct()
              .reduce("", (all, line) -> all + line + "\n");
      write(service.getKey(), lines.getBytes(StandardCharsets.UTF_8));
      written.put(service.getKey(), Path.of(service.getKey()));
    }
  }

  private void write(String name, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTime(TIME_MS);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  private void refuseClashes() {
    if (!clashes.isEmpty()) {
      throw new UsageException(
          "the JARs hold the same classes: "
              + String.join("; ", clashes.subList(0, Math.min(5, clashes.size())))
              + (clashes.size() > 5 ? "; and " + (clashes.size() - 5) + " more" : "")
              + ". Leave out of yours what Millrace brings (scope provided)");
    }
  }
}
