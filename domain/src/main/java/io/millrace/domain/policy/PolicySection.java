package io.millrace.domain.policy;

import io.millrace.domain.schema.Schema;
import java.io.Serializable;
import java.util.function.BiFunction;

/**
 * A section of the policies: its name, the fields that a policy file may have there, and what holds
 * where the file says nothing.
 *
 * @param <P> the policy; its constructor refuses what makes no sense
 */
public final class PolicySection<P extends Serializable> {
  private final P normal;
  private final Schema<P> schema;
  private final BiFunction<P, Policies, P> completion;

  private PolicySection(P normal, Schema<P> schema, BiFunction<P, Policies, P> completion) {
    this.normal = normal;
    this.schema = schema;
    this.completion = completion;
  }

  /** Declares a section under the name of its schema. */
  public static <P extends Serializable> PolicySection<P> of(P normal, Schema<P> schema) {
    return new PolicySection<>(normal, schema, (policy, all) -> policy);
  }

  /** The same section, whose policy takes something from another section too. */
  public PolicySection<P> completedBy(BiFunction<P, Policies, P> completed) {
    return new PolicySection<>(normal, schema, completed);
  }

  /** The name, as it stands in policy files. */
  public String name() {
    return schema.name();
  }

  /** The fields of the section. */
  public Schema<P> schema() {
    return schema;
  }

  /** The policy where a file says nothing. */
  public P normal() {
    return normal;
  }

  /** The policy with what it takes from other sections. */
  P complete(P policy, Policies all) {
    return completion.apply(policy, all);
  }
}
