package io.millrace.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.flink.sql.SqlSession;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What SQL's own mean makes of the order of arrival, and why it is not asked. If this fails with a
 * later Flink, {@code latency_summary} may take its mean from SQL.
 */
class SqlMeansTest {
  @Test
  void a_mean_of_doubles_depends_on_the_order_in_which_they_come() throws Exception {
    assertThat(mean("0.1e0, 0.2e0, 0.3e0")).isEqualTo(0.20000000000000004);
    assertThat(mean("0.3e0, 0.2e0, 0.1e0")).isEqualTo(0.19999999999999998);
  }

  private static @Nullable Object mean(String values) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    String sql =
        "SELECT AVG(v) FROM (VALUES (ARRAY["
            + values
            + "])) AS t (a) CROSS JOIN UNNEST(a) AS u (v)";
    CloseableIterator<Row> rows = new SqlSession(environment).run(sql).execute().collect();
    Object mean = rows.next().getField(0);
    rows.close();
    return mean;
  }
}
