package io.millrace.bootstrap.serve;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.queries.EvidenceQueries;
import io.millrace.application.queries.Freshness;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.tables.DynamoDashboard;
import io.millrace.aws.tables.DynamoEvidence;
import io.millrace.aws.tables.TableCreator;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.domain.policy.Policies;
import io.millrace.http.DashboardServer;
import io.millrace.http.HttpOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The API and the page over the tables of an installation. */
public final class Dashboard implements AutoCloseable {
  private static final int CONNECTIONS = 50;

  private final SinkSettings.DynamoDb tables;
  private final SdkAsyncHttpClient http;
  private final DynamoDbAsyncClient client;
  private final Catalogue catalogue;
  private final Policies policies;
  private EvidenceQueries evidence;
  private @Nullable DashboardServer server;

  private Dashboard(Settings job, SinkSettings.DynamoDb tables) {
    this.catalogue = job.catalogue();
    this.policies = job.policies();
    this.tables = tables;
    http = AwsAccess.http(CONNECTIONS);
    client =
        tables
            .access()
            .configure(DynamoDbAsyncClient.builder(), AwsRetryStrategy.standardRetryStrategy())
            .httpClient(http)
            .build();
    evidence = new DynamoEvidence(client, tables.prefix(), Clock.systemUTC());
  }

  /** For the tables that a sink of a job writes to. */
  public static Dashboard over(Settings job, SinkSettings.DynamoDb tables) {
    return new Dashboard(job, tables);
  }

  /** Creates the tables that are missing. */
  public Dashboard createTables() {
    new TableCreator(client, tables.prefix()).createAll(catalogue);
    return this;
  }

  /** Takes the events behind alerts from elsewhere than a table of them. */
  public Dashboard withEvidence(EvidenceQueries source) {
    evidence = source;
    return this;
  }

  /**
   * Starts serving.
   *
   * @param freshness how far the job is
   * @param clock what time it is for the job
   * @throws IOException if the address cannot be listened on
   */
  public Dashboard serve(HttpOptions options, Supplier<Freshness> freshness, Clock clock)
      throws IOException {
    DashboardQueries queries = new DynamoDashboard(client, tables.prefix(), catalogue, clock);
    server =
        DashboardServer.start(options, catalogue, policies, queries, evidence, freshness, clock);
    return this;
  }

  /** Where the page is, once it is served. */
  public URI uri() {
    if (server == null) {
      throw new IllegalStateException("not served yet");
    }
    return server.uri();
  }

  @Override
  public void close() throws IOException {
    try {
      if (server != null) {
        server.close();
      }
    } finally {
      client.close();
      http.close();
    }
  }
}
