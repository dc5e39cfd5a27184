package io.millrace.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/** What a role may do: named actions on named resources. */
record Rights(Role role) {
  void allow(List<String> actions, String... resources) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(actions).resources(List.of(resources)).build());
  }

  void allowIf(Map<String, ?> conditions, List<String> actions, String... resources) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(actions)
            .resources(List.of(resources))
            .conditions(conditions)
            .build());
  }
}
