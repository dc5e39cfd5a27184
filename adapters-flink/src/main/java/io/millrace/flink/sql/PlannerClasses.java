package io.millrace.flink.sql;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The class path as a session's planner sees it: of all factories of tables, only those in the file
 * {@code factories}. A table of files, of Kafka or of anything else that Flink could connect to
 * cannot be read or written then, whatever a statement says.
 */
final class PlannerClasses extends ClassLoader {
  private static final String SERVICES = "META-INF/services/org.apache.flink.table.";
  private static final String FACTORIES = SERVICES + "factories.Factory";

  PlannerClasses(ClassLoader all) {
    super(all);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (!name.startsWith(SERVICES)) {
      return super.getResources(name);
    }
    URL known = getResource(name);
    return known == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(known));
  }

  @Override
  public @Nullable URL getResource(String name) {
    if (name.equals(FACTORIES)) {
      return Objects.requireNonNull(PlannerClasses.class.getResource("factories"));
    }
    return name.startsWith(SERVICES) ? null : super.getResource(name);
  }
}
