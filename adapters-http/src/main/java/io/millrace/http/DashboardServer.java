package io.millrace.http;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.queries.EvidenceQueries;
import io.millrace.application.queries.Freshness;
import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.policy.Policies;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the dashboard: the API under {@code /api/v1}, and the page. It never writes anything. */
public final class DashboardServer implements AutoCloseable {
  private static final int WORKERS = 32;
  private static final int MIN_THREADS = 8;
  private static final int HEADER_BYTES = 8 * 1024;
  private static final long IDLE_MS = 30_000;

  private final Server server;
  private final ServerConnector connector;
  private final LiveUpdates live;
  private final ResponseCache cache;
  private final String host;

  private DashboardServer(
      Server server,
      ServerConnector connector,
      LiveUpdates live,
      ResponseCache cache,
      String host) {
    this.server = server;
    this.connector = connector;
    this.live = live;
    this.cache = cache;
    this.host = host;
  }

  /**
   * Starts serving what was decided by the default policies.
   *
   * @param catalogue the decisions that are made
   * @param queries what was decided
   * @param evidence the events behind alerts; {@link EvidenceQueries#NONE} where none are kept
   * @param freshness how far the job is; asked often, by several threads, so it must be fast
   * @throws IOException if the address cannot be listened on
   */
  public static DashboardServer start(
      HttpOptions options,
      Catalogue catalogue,
      DashboardQueries queries,
      EvidenceQueries evidence,
      Supplier<Freshness> freshness)
      throws IOException {
    return start(
        options, catalogue, Policies.DEFAULT, queries, evidence, freshness, Clock.systemUTC());
  }

  /**
   * Starts serving; {@code clock} tells what time it is for the job, which may play a history.
   *
   * @param policies those of the job
   * @throws IOException if the address cannot be listened on
   */
  public static DashboardServer start(
      HttpOptions options,
      Catalogue catalogue,
      Policies policies,
      DashboardQueries queries,
      EvidenceQueries evidence,
      Supplier<Freshness> freshness,
      Clock clock)
      throws IOException {
    DataFreshness dataFreshness =
        new DataFreshness(queries, freshness, clock, options.staleAfter());
    AnomalyDetection detection = new AnomalyDetection(policies.of(AnomalyPolicy.SECTION));
    List<Route> routes =
        new ArrayList<>(new DashboardApi(queries, dataFreshness, detection).routes());
    routes.addAll(new AlertsApi(catalogue, queries, evidence).routes());
    routes.addAll(new ResultsApi(queries).routes());
    ResponseCache cache = new ResponseCache();
    routes.addAll(about(dataFreshness));
    Route stream =
        Route.ofNow(
            DashboardHandler.LIVE,
            "Says what has changed, as server-sent events: changed with the names of addresses,"
                + " and freshness every two seconds.",
            AnswerSchema.named("LiveEvents"),
            unused -> new byte[0]);
    routes.add(OpenApi.route(routes, stream));
    Routes all = new Routes(routes, stream);
    LiveUpdates live =
        new LiveUpdates(topics(routes, cache), dataFreshness::json, options.liveClients());
    DashboardHandler handler =
        new DashboardHandler(
            new AccessControl(options),
            new RateLimiter(options.requestsPerSecond(), System::nanoTime),
            new Assets(),
            all,
            cache,
            live);
    Server server = new Server(threads(options));
    ServerConnector connector = connector(server, options);
    server.addConnector(connector);
    ConnectionLimiter.guard(server, connector, handler);
    server.setErrorHandler(new ErrorResponseHandler());
    DashboardServer dashboard = new DashboardServer(server, connector, live, cache, options.host());
    try {
      server.start();
    } catch (Exception e) {
      dashboard.close();
      throw new IOException(
          "cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage(), e);
    }
    return dashboard;
  }

  private static List<Route> about(DataFreshness dataFreshness) {
    return List.of(
        Route.ofNow(
            "/api/v1/freshness",
            "How fresh the data is: the watermark's age, checkpoints, lag.",
            AnswerSchema.named("Freshness"),
            unused -> dataFreshness.json()),
        Route.ofNow(
            "/api/v1/health",
            "Whether the tables can be read; 503 if not.",
            AnswerSchema.named("Health"),
            unused -> {
              dataFreshness.newestEndMs();
              return Json.object(json -> json.writeStringField("status", "up"));
            }));
  }

  private static List<LiveUpdates.Topic> topics(List<Route> routes, ResponseCache cache) {
    return routes.stream()
        .filter(route -> route.looksEvery() > 0)
        .map(
            route ->
                new LiveUpdates.Topic(
                    route.topic(),
                    route.looksEvery(),
                    () -> cache.get(route, Arguments.NONE).etag()))
        .toList();
  }

  private static QueuedThreadPool threads(HttpOptions options) {
    QueuedThreadPool threads = new QueuedThreadPool(WORKERS + options.liveClients(), MIN_THREADS);
    threads.setName("millrace-http");
    threads.setDaemon(true);
    return threads;
  }

  private static ServerConnector connector(Server server, HttpOptions options) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setUriCompliance(UriCompliance.RFC3986);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.setIdleTimeout(IDLE_MS);
    return connector;
  }

  /** Where the page is. */
  public URI uri() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + shown + ":" + connector.getLocalPort() + "/");
  }

  /** Stops serving at once. */
  @Override
  public void close() throws IOException {
    live.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the dashboard does not stop", e);
    } finally {
      cache.close();
    }
  }
}
