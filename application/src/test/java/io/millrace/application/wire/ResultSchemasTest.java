package io.millrace.application.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.result.ResultType;
import io.millrace.domain.schema.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultSchemasTest {
  @ParameterizedTest
  @EnumSource
  void every_kind_of_result_has_a_schema(ResultType type) {
    assertThat(ResultSchemas.of(type).name()).isEqualTo(type.id());
  }

  @ParameterizedTest
  @EnumSource
  void a_field_that_results_are_found_by_is_never_missing(ResultType type) {
    assertThat(ResultSchemas.foundBy(type)).isNotEmpty().allMatch(Field::isRequired);
  }
}
