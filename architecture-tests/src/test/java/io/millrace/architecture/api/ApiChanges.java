package io.millrace.architecture.api;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.AccessModifier;
import japicmp.model.JApiBehavior;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import japicmp.model.JApiParameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What of a newer JAR would break code that was written, or compiled, against an older one. */
final class ApiChanges {
  private ApiChanges() {}

  /** Sorted, one line each; empty if whoever used the old one can use the new one. */
  static List<String> breaking(Path before, Path now) {
    JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
    options.setAccessModifier(AccessModifier.PROTECTED);
    options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
    List<String> found = new ArrayList<>();
    for (JApiClass one :
        new JarArchiveComparator(options)
            .compare(
                new JApiCmpArchive(before.toFile(), "before"),
                new JApiCmpArchive(now.toFile(), "now"))) {
      String name = one.getFullyQualifiedName();
      add(found, name, one);
      add(found, name + ", what it extends", one.getSuperclass());
      one.getGenericTemplates().forEach(it -> add(found, name, it));
      one.getInterfaces().forEach(it -> add(found, name + ", " + it.getFullyQualifiedName(), it));
      one.getFields().forEach(it -> add(found, name + "." + it.getName(), it));
      one.getConstructors().forEach(it -> addCall(found, name, it));
      one.getMethods()
          .forEach(
              it -> add(found, addCall(found, name + "." + it.getName(), it), it.getReturnType()));
    }
    return found.stream().distinct().sorted().toList();
  }

  /** Returns how it is called in the list. */
  private static String addCall(List<String> found, String name, JApiBehavior call) {
    String full =
        call.getParameters().stream()
            .map(JApiParameter::getType)
            .collect(Collectors.joining(", ", name + "(", ")"));
    add(found, full, call);
    call.getParameters().forEach(it -> add(found, full, it));
    call.getGenericTemplates().forEach(it -> add(found, full, it));
    return full;
  }

  private static void add(List<String> found, String name, JApiCompatibility part) {
    for (JApiCompatibilityChange change : part.getCompatibilityChanges()) {
      if (!change.isBinaryCompatible() || !change.isSourceCompatible()) {
        found.add(name + ": " + change.getType());
      }
    }
  }
}
