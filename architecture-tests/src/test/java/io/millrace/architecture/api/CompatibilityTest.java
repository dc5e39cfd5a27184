package io.millrace.architecture.api;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The API of docs/compatibility.md against that of the last release. {@code -Dmillrace.api=store}
 * makes today's the one that later ones are held against.
 */
class CompatibilityTest {
  private static final String HOW_TO_STORE =
      "mvn -pl architecture-tests -am test -Dtest=CompatibilityTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.api=store";

  @TempDir private Path folder = Path.of(".");

  @BeforeAll
  static void store_one_if_asked() throws Exception {
    if ("store".equals(System.getProperty("millrace.api"))) {
      Files.createDirectories(Baseline.FOLDER);
      for (Path old : Baseline.stored()) {
        Files.delete(old);
      }
      Signatures.write(today(), Baseline.of(Version.ofThisBuild()));
    }
  }

  private static SortedMap<String, byte[]> today() throws Exception {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String name : PublishedApi.names()) {
      files.putAll(PublishedApi.classFiles(name));
    }
    return files;
  }

  @Test
  void whoever_used_the_last_release_can_use_this_one_unless_its_version_says_otherwise()
      throws Exception {
    Path before = Baseline.latest();
    Path now = folder.resolve("now.jar");
    Signatures.write(today(), now);

    Version released = Baseline.version(before);
    Version version = Version.ofThisBuild();
    List<String> breaking = ApiChanges.breaking(before, now);

    assertThat(version.mayBreak(released) ? List.of() : breaking)
        .as(
            "The API breaks what was written for %s, and version %s does not allow it. Bring it"
                + " back as it was; or raise the version in the poms to %s and say in"
                + " CHANGELOG.md what its users should do. While %s has not been released: %s",
            released, version, released.nextThatMayBreak(), released, HOW_TO_STORE)
        .isEmpty();
  }

  @Test
  void a_baseline_is_small_and_breaks_nothing_of_itself() throws Exception {
    Path jar = folder.resolve("api.jar");
    Signatures.write(today(), jar);
    assertThat(ApiChanges.breaking(jar, jar)).isEmpty();
    assertThat(Files.size(jar)).isLessThan(200_000);
  }

  @Test
  void every_name_in_the_list_is_there() throws Exception {
    List<String> names = PublishedApi.names();
    assertThat(names).contains("io.millrace.domain.kernel").doesNotHaveDuplicates();
    for (String name : names) {
      assertThat(PublishedApi.classFiles(name)).as(name).isNotEmpty();
    }
  }

  /** Whoever may name the one must be able to name the other. */
  @Test
  void what_the_api_mentions_is_api() throws IOException {
    assertThat(mentionedOutside(PublishedApi.names())).isEmpty();
  }

  @Test
  void what_leads_out_of_the_api_is_found() {
    assertThat(mentionedOutside(List.of("io.millrace.domain.kernel", "io.millrace.domain.result")))
        .contains("io.millrace.domain.result.Alert mentions io.millrace.domain.schema.Schema");
  }

  private static Set<String> mentionedOutside(List<String> names) {
    Set<String> outside = new TreeSet<>();
    new ClassFileImporter()
        .importPackages(names.stream().map(PublishedApi::packageOf).toList()).stream()
            .filter(one -> isListed(names, one) && isNamed(one))
            .forEach(
                one ->
                    mentioned(one)
                        .filter(it -> it.getPackageName().startsWith("io.millrace."))
                        .filter(it -> !isListed(names, it))
                        .forEach(it -> outside.add(one.getName() + " mentions " + it.getName())));
    return outside;
  }

  private static boolean isListed(List<String> names, JavaClass one) {
    String name = one.getName();
    return names.stream()
        .anyMatch(
            it ->
                PublishedApi.isClass(it)
                    ? name.equals(it) || name.startsWith(it + "$")
                    : one.getPackageName().equals(it));
  }

  private static boolean isNamed(JavaClass one) {
    return one.getModifiers().contains(JavaModifier.PUBLIC)
        && one.getEnclosingClass().map(CompatibilityTest::isNamed).orElse(true);
  }

  private static Stream<JavaClass> mentioned(JavaClass one) {
    List<JavaType> types = new ArrayList<>(one.getInterfaces());
    one.getSuperclass().ifPresent(types::add);
    for (JavaField field : one.getFields()) {
      if (isSeen(field)) {
        types.add(field.getType());
      }
    }
    for (JavaCodeUnit unit : one.getCodeUnits()) {
      if (isSeen(unit)) {
        types.add(unit.getReturnType());
        types.addAll(unit.getParameterTypes());
        types.addAll(unit.getExceptionTypes());
      }
    }
    return types.stream().flatMap(type -> type.getAllInvolvedRawTypes().stream());
  }

  private static boolean isSeen(JavaMember member) {
    return !member.getModifiers().contains(SYNTHETIC)
        && (member.getModifiers().contains(JavaModifier.PUBLIC)
            || member.getModifiers().contains(JavaModifier.PROTECTED));
  }

  @ParameterizedTest
  @CsvSource({
    "0.2.0, 0.2.0, false",
    "0.2.0, 0.2.1, false",
    "0.2.0, 0.3.0, true",
    "0.2.0, 0.3.0-SNAPSHOT, true",
    "0.9.0, 0.10.0, true",
    "0.2.3, 1.0.0, true",
    "1.0.0, 1.0.1, false",
    "1.0.0, 1.1.0, false",
    "1.9.0, 2.0.0, true",
    "0.3.0, 0.2.9, false",
    "1.2.0, 0.9.0, false",
  })
  void before_one_the_minor_version_allows_breaks_and_then_the_major(
      String released, String version, boolean allowed) {
    assertThat(Version.of(version).mayBreak(Version.of(released))).isEqualTo(allowed);
  }
}
