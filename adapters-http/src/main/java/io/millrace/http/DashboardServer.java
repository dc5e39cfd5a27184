package io.millrace.http;

import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.queries.EvidenceQueries;
import io.millrace.application.queries.Freshness;
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
  private final Answers answers;
  private final String host;

  private DashboardServer(
      Server server, ServerConnector connector, LiveUpdates live, Answers answers, String host) {
    this.server = server;
    this.connector = connector;
    this.live = live;
    this.answers = answers;
    this.host = host;
  }

  /**
   * Starts serving.
   *
   * @param queries what was decided
   * @param evidence the events behind alerts; {@link EvidenceQueries#NONE} where none are kept
   * @param freshness how far the job is; asked often, by several threads, so it must be fast
   * @throws IOException if the address cannot be listened on
   */
  public static DashboardServer start(
      HttpOptions options,
      DashboardQueries queries,
      EvidenceQueries evidence,
      Supplier<Freshness> freshness)
      throws IOException {
    return start(options, queries, evidence, freshness, Clock.systemUTC());
  }

  /**
   * Starts serving; {@code clock} tells what time it is for the job, which may play a history.
   *
   * @throws IOException if the address cannot be listened on
   */
  public static DashboardServer start(
      HttpOptions options,
      DashboardQueries queries,
      EvidenceQueries evidence,
      Supplier<Freshness> freshness,
      Clock clock)
      throws IOException {
    Progress progress = new Progress(queries, freshness, clock, options.staleAfter());
    List<Route> routes = new ArrayList<>(new DashboardApi(queries, evidence, progress).routes());
    Answers answers = new Answers();
    routes.addAll(about(progress));
    Route stream =
        new Route(
            Front.LIVE,
            "Says what has changed, as server-sent events: changed with the names of addresses,"
                + " and freshness every two seconds.",
            "LiveEvents",
            List.of(),
            false,
            unused -> new byte[0]);
    routes.add(OpenApi.route(routes, stream));
    Routes all = new Routes(routes, stream);
    LiveUpdates live =
        new LiveUpdates(topics(all, answers), progress::freshness, options.liveClients());
    Front front =
        new Front(
            new Access(options),
            new RateLimit(options.requestsPerSecond(), System::nanoTime),
            new Assets(),
            all,
            answers,
            live);
    Server server = new Server(threads(options));
    ServerConnector connector = connector(server, options);
    server.addConnector(connector);
    Connections.guard(server, connector, front);
    server.setErrorHandler(new BadRequests());
    DashboardServer dashboard =
        new DashboardServer(server, connector, live, answers, options.host());
    try {
      server.start();
    } catch (Exception e) {
      dashboard.close();
      throw new IOException(
          "cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage(), e);
    }
    return dashboard;
  }

  private static List<Route> about(Progress progress) {
    return List.of(
        new Route(
            "/api/v1/freshness",
            "How far the decisions reach: the watermark's age, checkpoints, lag.",
            "Freshness",
            List.of(),
            false,
            unused -> progress.freshness()),
        new Route(
            "/api/v1/health",
            "Whether the tables can be read; 503 if not.",
            "Health",
            List.of(),
            false,
            unused -> {
              progress.newestEndMs();
              return Json.object(json -> json.writeStringField("status", "up"));
            }));
  }

  /** What the page shows first; the others follow these. */
  private static List<LiveUpdates.Topic> topics(Routes routes, Answers answers) {
    return List.of(
        topic(routes, answers, "minutes", "/api/v1/minutes", 1),
        topic(routes, answers, "alerts", "/api/v1/alerts", 1),
        topic(routes, answers, "outcomes", "/api/v1/fulfillments/outcomes", 2),
        topic(routes, answers, "products", "/api/v1/products", 5),
        topic(routes, answers, "endpoints", "/api/v1/endpoints", 5));
  }

  private static LiveUpdates.Topic topic(
      Routes routes, Answers answers, String name, String path, int everyLooks) {
    Route route = routes.find(path).route();
    return new LiveUpdates.Topic(name, everyLooks, () -> answers.get(route, Arguments.NONE).etag());
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
      answers.close();
    }
  }
}
