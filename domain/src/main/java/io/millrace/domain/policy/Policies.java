package io.millrace.domain.policy;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every number that the decisions depend on, by section. */
public final class Policies implements Serializable {
  private static final long serialVersionUID = 1;

  /** What is usual in all sections. */
  public static final Policies DEFAULT = new Policies(new HashMap<>());

  /** What differs from what is usual, by the name of its section. */
  private final Map<String, Serializable> sections;

  private Policies(Map<String, Serializable> sections) {
    this.sections = sections;
  }

  /** The policy of a section. */
  public <P extends Serializable> P of(PolicySection<P> section) {
    @SuppressWarnings("unchecked") // only the policy of a section is put under its name
    P own = (P) sections.get(section.name());
    return section.complete(own == null ? section.normal() : own, this);
  }

  /** The same policies but for one section. */
  public <P extends Serializable> Policies with(PolicySection<P> section, P policy) {
    Map<String, Serializable> changed = new HashMap<>(sections);
    if (policy.equals(section.normal())) {
      changed.remove(section.name());
    } else {
      changed.put(section.name(), policy);
    }
    return new Policies(changed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Policies that && sections.equals(that.sections);
  }

  @Override
  public int hashCode() {
    return sections.hashCode();
  }

  @Override
  public String toString() {
    return Map.copyOf(sections).toString();
  }
}
