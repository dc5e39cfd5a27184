package io.millrace.bootstrap.cli;

import io.millrace.application.catalogue.DecisionModule;
import io.millrace.files.UsageException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JARs that {@code --with} names. They must be on the class path of Millrace itself, so that
 * whatever it starts knows them: where they are not, it starts anew in a class loader that has
 * both.
 */
final class ModuleJars {
  private static final String CLASS_PATH = "java.class.path";
  private static final String SERVICE = "META-INF/services/" + DecisionModule.class.getName();

  private ModuleJars() {}

  /**
   * Runs the command line with the JARs that it names on the class path.
   *
   * @return whether it has; else there is none that is not there already
   */
  static boolean run(Class<?> main, String[] arguments) {
    Set<String> classPath = classPath();
    List<String> missing =
        named(arguments).stream().filter(jar -> !classPath.contains(jar)).distinct().toList();
    if (missing.isEmpty()) {
      return false;
    }
    missing.forEach(ModuleJars::check);
    List<String> all = new ArrayList<>(classPath);
    all.addAll(missing);
    System.setProperty(CLASS_PATH, String.join(File.pathSeparator, all));
    ClassLoader both =
        new URLClassLoader("millrace", urls(all), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(both);
    try {
      both.loadClass(main.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the command failed: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Millrace is not on its own class path", e);
    }
    return true;
  }

  /** Says of JARs that could not be loaded what is wrong with them. */
  static void requireLoaded(List<Path> jars) {
    Set<String> classPath = classPath();
    for (Path jar : jars) {
      String path = absolute(jar.toString());
      if (!classPath.contains(path)) {
        check(path);
        throw new UsageException(
            CatalogueOptions.WITH + " \"" + jar + "\" is not loaded: give it on the command line");
      }
    }
  }

  private static Set<String> classPath() {
    return new LinkedHashSet<>(
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(System.getProperty(CLASS_PATH, ""))
            .toList());
  }

  private static List<String> named(String[] arguments) {
    List<String> named = new ArrayList<>();
    String option = CatalogueOptions.WITH;
    for (int i = 0; i < arguments.length; i++) {
      String jar = null;
      if (arguments[i].equals(option) && i + 1 < arguments.length) {
        jar = arguments[i + 1];
      } else if (arguments[i].startsWith(option + "=")) {
        jar = arguments[i].substring(option.length() + 1);
      }
      if (jar != null) {
        named.add(absolute(jar));
      }
    }
    return named;
  }

  private static String absolute(String jar) {
    return Path.of(jar).toAbsolutePath().normalize().toString();
  }

  /** A JAR that brings nothing may be a dependency of one that does. */
  private static void check(String jar) {
    String fault = fault(Path.of(jar));
    if (fault != null) {
      throw new UsageException(CatalogueOptions.WITH + " is \"" + jar + "\", which " + fault);
    }
  }

  private static @Nullable String fault(Path jar) {
    if (!Files.exists(jar)) {
      return "does not exist";
    }
    if (Files.isDirectory(jar)) {
      return Files.exists(jar.resolve(SERVICE))
          ? null
          : "is a folder without " + SERVICE + ": name a JAR, or a folder of classes";
    }
    try (JarFile opened = new JarFile(jar.toFile())) {
      return opened.size() == 0 ? "is empty" : null;
    } catch (IOException e) {
      return "is no JAR: " + e.getMessage();
    }
  }

  private static URL[] urls(List<String> paths) {
    URL[] urls = new URL[paths.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = Path.of(paths.get(i)).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException("a path that is no URL: " + paths.get(i), e);
      }
    }
    return urls;
  }
}
