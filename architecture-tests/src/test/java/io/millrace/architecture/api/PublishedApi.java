package io.millrace.architecture.api;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packages and classes that docs/compatibility.md lists: that page is the one place. */
final class PublishedApi {
  private static final Pattern ROW = Pattern.compile("\\| `(io\\.millrace\\.[a-zA-Z.]+)` \\|.*");

  private PublishedApi() {}

  /** Names of packages, and of single classes. */
  static List<String> names() throws IOException {
    String page = Files.readString(Path.of("../docs/compatibility.md"));
    int from = page.indexOf("<!-- api -->");
    int to = page.indexOf("<!-- end -->", from);
    if (from < 0 || to < 0) {
      throw new IllegalStateException(
          "docs/compatibility.md has no table between <!-- api --> and <!-- end -->");
    }
    return page.substring(from, to)
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .toList();
  }

  static boolean isClass(String name) {
    return Character.isUpperCase(name.charAt(name.lastIndexOf('.') + 1));
  }

  static String packageOf(String name) {
    return isClass(name) ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  /** The class files of what has this name, by their paths. */
  static SortedMap<String, byte[]> classFiles(String name) throws IOException, URISyntaxException {
    boolean one = isClass(name);
    String folder = packageOf(name).replace('.', '/');
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (URL place :
        Collections.list(PublishedApi.class.getClassLoader().getResources(folder + "/"))) {
      readInto(files, folder, place);
    }
    if (one) {
      String path = name.replace('.', '/');
      files
          .keySet()
          .removeIf(file -> !file.equals(path + ".class") && !file.startsWith(path + "$"));
    }
    return files;
  }

  private static void readInto(Map<String, byte[]> files, String folder, URL place)
      throws IOException, URISyntaxException {
    if (place.getProtocol().equals("jar")) {
      URI jar = ((JarURLConnection) place.openConnection()).getJarFileURL().toURI();
      try (FileSystem inside = FileSystems.newFileSystem(Path.of(jar))) {
        readInto(files, folder, inside.getPath(folder));
      }
    } else {
      readInto(files, folder, Path.of(place.toURI()));
    }
  }

  private static void readInto(Map<String, byte[]> files, String folder, Path place)
      throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(place)) {
      all.filter(file -> file.toString().endsWith(".class")).forEach(found::add);
    }
    for (Path file : found) {
      files.put(folder + "/" + file.getFileName(), Files.readAllBytes(file));
    }
  }
}
