package io.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.EvidenceQueries;
import io.millrace.application.queries.Freshness;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Results of a user's own decision: a table of their own, and an address. */
class OwnResultsTest {
  @Test
  void results_that_millrace_does_not_bring_are_found_by_their_key() throws Exception {
    Catalogue catalogue = OneMoreResult.catalogue();
    try (Shop shop = new Shop(1, Instant.parse("2026-11-30T10:00:00Z")).withTablesOf(catalogue)) {
      shop.add(OneMoreResult.TYPE, "{'reading_id':'r1','mill':'east/1','degrees':40}");
      shop.add(OneMoreResult.TYPE, "{'reading_id':'r3','mill':'east/1','degrees':42}");
      shop.add(OneMoreResult.TYPE, "{'reading_id':'r2','mill':'east/1','degrees':41}");
      shop.add(OneMoreResult.TYPE, "{'reading_id':'r4','mill':'west','degrees':9}");
      try (DashboardServer server = server(catalogue, shop.flush())) {
        ApiClient api = new ApiClient(server);

        assertThat(api.get("/api/v1/results/mill_heat?key=east%2F1&limit=2").body())
            .isEqualTo(
                "{\"results\":[{\"reading_id\":\"r3\",\"mill\":\"east/1\",\"degrees\":42},"
                    + "{\"reading_id\":\"r2\",\"mill\":\"east/1\",\"degrees\":41}]}");
        assertThat(api.get("/api/v1/results/mill_heat?key=none").body())
            .isEqualTo("{\"results\":[]}");
        HttpResponse<String> unknown = api.get("/api/v1/results/mill_heaps?key=west");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("mill_heaps", "must be one of mill_heat");
        assertThat(api.get("/api/v1/results/mill_heat").body()).contains("key is missing");
        assertThat(api.get("/api/v1/openapi.json").body())
            .contains("/api/v1/results/{result}", "\"mill_heat\"", "\"degrees\"");
      }
    }
  }

  @Test
  void there_is_no_such_address_where_there_are_no_such_results() throws Exception {
    try (Shop shop = new Shop(1, Instant.parse("2026-11-30T10:00:00Z"));
        DashboardServer server = server(Catalogue.installed(), shop)) {
      ApiClient api = new ApiClient(server);

      assertThat(api.get("/api/v1/results/mill_heat?key=west").statusCode()).isEqualTo(404);
      assertThat(api.get("/api/v1/openapi.json").body()).doesNotContain("/api/v1/results");
    }
  }

  private static DashboardServer server(Catalogue catalogue, Shop shop) throws Exception {
    return DashboardServer.start(
        HttpOptions.loopback(0),
        catalogue,
        shop.queries(catalogue),
        EvidenceQueries.NONE,
        () -> Freshness.UNKNOWN);
  }
}
