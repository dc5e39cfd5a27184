package io.millrace.architecture.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of break is found in signatures without code, and nothing else is. */
class ApiChangesTest {
  /** What {@code It} is before and now, and what is found of that; nothing if it breaks nobody. */
  private record Case(String name, String before, String now, String found) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case(
              "a method that is gone",
              "public class It { public void one() {} public void two() {} }",
              "public class It { public void one() {} }",
              "It.two(): METHOD_REMOVED"),
          new Case(
              "a method that others can no longer call",
              "public class It { public void one() {} }",
              "public class It { void one() {} }",
              "It.one(): METHOD_REMOVED"),
          new Case(
              "a parameter that takes less",
              "public class It { public void one(CharSequence text) {} }",
              "public class It { public void one(String text) {} }",
              "It.one(java.lang.CharSequence): METHOD_REMOVED"),
          new Case(
              "a type parameter that takes less",
              "public class It { public void one(java.util.List<?> list) {} }",
              "public class It { public void one(java.util.List<String> list) {} }",
              "It.one(java.util.List): METHOD_PARAMETER_GENERICS_CHANGED"),
          new Case(
              "a result of which less is known",
              "public class It { public String one() { return \"\"; } }",
              "public class It { public CharSequence one() { return \"\"; } }",
              "It.one(): METHOD_RETURN_TYPE_CHANGED"),
          new Case(
              "a method that implementers do not have",
              "public interface It { void one(); }",
              "public interface It { void one(); void two(); }",
              "It.two(): METHOD_ADDED_TO_INTERFACE"),
          new Case(
              "an abstract method of a class",
              "public abstract class It { public abstract void one(); }",
              "public abstract class It { public abstract void one(); public abstract void two(); }",
              "It.two(): METHOD_ABSTRACT_ADDED_TO_CLASS"),
          new Case(
              "a component of a record",
              "public record It(int one) {}",
              "public record It(int one, int two) {}",
              "It(int): CONSTRUCTOR_REMOVED"),
          new Case(
              "a constant that is gone",
              "public enum It { ONE, TWO }",
              "public enum It { ONE }",
              "It.TWO: FIELD_REMOVED"),
          new Case(
              "a class that nobody may extend any more",
              "public class It { }",
              "public final class It { }",
              "It: CLASS_NOW_NOT_EXTENDABLE"),
          new Case(
              "an exception to be caught",
              "public class It { public void one() {} }",
              "public class It { public void one() throws java.io.IOException {} }",
              "It.one(): METHOD_NOW_THROWS_CHECKED_EXCEPTION"),
          new Case(
              "an interface that it no longer is",
              "public class It implements Runnable { public void run() {} }",
              "public class It { public void run() {} }",
              "It, java.lang.Runnable: INTERFACE_REMOVED"),
          new Case(
              "a class within",
              "public class It { public static class In {} }",
              "public class It { }",
              "It$In: CLASS_REMOVED"),
          new Case(
              "a class that is gone", "public class It {}", "class It {}", "It: CLASS_REMOVED"),
          new Case(
              "a method with a body",
              "public interface It { void one(); }",
              "public interface It { void one(); default void two() {} }",
              ""),
          new Case(
              "a method of a class",
              "public class It { public void one() {} }",
              "public class It { public void one() {} public void two() {} }",
              ""),
          new Case(
              "what nobody could name",
              "public class It { int a; void one() {} private static class In {} }",
              "public class It { private class Other { void two() {} } }",
              ""),
          new Case(
              "what is done",
              "public class It { public int one() { return 1; } }",
              "public class It { public int one() { Runnable r = () -> {}; r.run(); return 2; } }",
              ""),
          new Case(
              "one more constant", "public enum It { ONE }", "public enum It { ONE, TWO }", ""));

  /** Compiled together: a compiler takes longer to start than to compile. */
  private static List<String> changes = List.of();

  @BeforeAll
  static void compare(@TempDir Path folder) throws IOException {
    changes =
        ApiChanges.breaking(
            signatures(folder.resolve("before"), Case::before),
            signatures(folder.resolve("now"), Case::now));
  }

  static List<Case> cases() {
    return CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void every_break_is_found_and_nothing_else(Case one) {
    String place = place(one) + ".";
    List<String> found =
        changes.stream()
            .filter(change -> change.startsWith(place))
            .map(change -> change.substring(place.length()))
            .toList();
    if (one.found().isEmpty()) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).contains(one.found());
    }
  }

  private static String place(Case one) {
    return "case" + CASES.indexOf(one);
  }

  private static Path signatures(Path folder, Function<Case, String> source) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-proc:none"));
    for (Case one : CASES) {
      Path place = Files.createDirectories(folder.resolve(place(one)));
      String text = "package " + place(one) + "; " + source.apply(one);
      arguments.add(Files.writeString(place.resolve("It.java"), text).toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
    SortedMap<String, byte[]> classFiles = new TreeMap<>();
    try (Stream<Path> made = Files.walk(folder)) {
      for (Path one : made.filter(it -> it.toString().endsWith(".class")).toList()) {
        classFiles.put(folder.relativize(one).toString(), Files.readAllBytes(one));
      }
    }
    Path jar = folder.resolve("api.jar");
    Signatures.write(classFiles, jar);
    return jar;
  }
}
