package io.millrace.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.application.catalogue.AlertKind;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.queries.AlertFilter;
import io.millrace.application.queries.AlertSpan;
import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.queries.EvidenceEvent;
import io.millrace.application.queries.EvidenceQueries;
import io.millrace.application.queries.Page;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.result.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The addresses that tell of alerts. */
final class AlertsApi {
  private static final Param<Severity> SEVERITY =
      Param.choice("severity", Severity.values(), "Alerts of one severity.");
  private static final Param<String> KEY =
      Param.text("key", "Alerts about one user, card or series.");
  private static final Param<String> ALERT_ID = Param.hex32("alert_id", "The alert's id.");

  private final Catalogue catalogue;
  private final Param<String> rule;
  private final DashboardQueries queries;
  private final EvidenceQueries evidence;

  AlertsApi(Catalogue catalogue, DashboardQueries queries, EvidenceQueries evidence) {
    this.catalogue = catalogue;
    this.rule =
        Param.choice(
            "rule",
            catalogue.alerts().stream().map(AlertKind::rule).toList(),
            "Alerts of one rule.");
    this.queries = queries;
    this.evidence = evidence;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/api/v1/rules",
            "The rules that raise alerts, and what their alerts hold.",
            AnswerSchema.named("Rules"),
            List.of(),
            this::rules),
        new Route(
                "/api/v1/alerts",
                "Alerts, newest first. A page may be short although there are more: next says so.",
                AnswerSchema.named("Alerts"),
                List.of(
                    rule,
                    SEVERITY,
                    KEY,
                    DashboardApi.FROM,
                    DashboardApi.TO,
                    DashboardApi.LIMIT,
                    DashboardApi.CURSOR),
                this::alerts)
            .toldEvery(1),
        new Route(
            "/api/v1/alerts/{alert_id}",
            "One alert with the events that it rests on.",
            AnswerSchema.named("AlertWithEvidence"),
            List.of(ALERT_ID),
            this::alert));
  }

  private byte[] rules(Arguments unused) {
    return Json.object(
        json -> {
          json.writeArrayFieldStart("rules");
          for (DecisionEntry<?, ?, ?> decision : catalogue.entries()) {
            for (AlertKind kind : decision.alerts()) {
              rule(json, decision.name(), kind);
            }
          }
          json.writeEndArray();
        });
  }

  private static void rule(JsonGenerator json, String decision, AlertKind kind) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", kind.rule());
    json.writeStringField("title", kind.title());
    json.writeStringField("severity", kind.severity().name());
    json.writeStringField("decision", decision);
    json.writeArrayFieldStart("units");
    for (AlertKind.Subject subject : kind.subjects()) {
      json.writeStartObject();
      json.writeStringField("prefix", subject.prefix());
      json.writeStringField("unit", subject.observed().name());
      json.writeStringField("evidence", subject.evidence().id());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private byte[] alerts(Arguments arguments) {
    long to = arguments.get(DashboardApi.TO, UtcTime.MAX_MS);
    AlertFilter filter =
        new AlertFilter(
            arguments.get(rule),
            arguments.get(SEVERITY),
            arguments.get(KEY),
            DashboardApi.ordered(arguments.get(DashboardApi.FROM, UtcTime.MIN_MS), to, arguments));
    Page page =
        queries.alerts(
            filter,
            arguments.get(DashboardApi.CURSOR),
            arguments.get(DashboardApi.LIMIT, DashboardApi.PAGE));
    return DashboardApi.page("alerts", new Page(withIncidents(page.items()), page.next()));
  }

  /** Alerts as they are stored; that of an anomaly that is over has its incident as last field. */
  private List<byte[]> withIncidents(List<byte[]> alerts) {
    List<StoredResult> read = alerts.stream().map(StoredResult::read).toList();
    List<String> anomalies =
        read.stream()
            .filter(alert -> alert.text("rule").equals(AnomalyDetection.RULE))
            .map(alert -> alert.text("alert_id"))
            .toList();
    if (anomalies.isEmpty()) {
      return alerts;
    }
    Map<String, byte[]> incidents = queries.byId(ResultType.INCIDENTS, anomalies);
    return IntStream.range(0, alerts.size())
        .mapToObj(i -> withIncident(alerts.get(i), incidents.get(read.get(i).text("alert_id"))))
        .toList();
  }

  private static byte[] withIncident(byte[] alert, byte @Nullable [] incident) {
    return incident == null ? alert : Json.with(alert, "incident", incident);
  }

  private byte[] alert(Arguments arguments) {
    String id = arguments.require(ALERT_ID);
    byte[] alert =
        queries
            .one(ResultType.ALERTS, id)
            .orElseThrow(() -> Problem.notFound("alert", ALERT_ID.name(), id));
    byte[] whole = withIncidents(List.of(alert)).get(0);
    AlertSpan span = span(id, StoredResult.read(alert));
    Map<String, EvidenceEvent> kept =
        evidence.events(span).stream()
            .collect(
                Collectors.toMap(EvidenceEvent::eventId, Function.identity(), (one, copy) -> one));
    return Json.object(
        json -> {
          Json.rawField(json, "alert", whole);
          json.writeArrayFieldStart("evidence");
          for (String eventId : span.eventIds()) {
            json.writeStartObject();
            json.writeStringField("event_id", eventId);
            EvidenceEvent event = kept.get(eventId);
            if (event != null) {
              json.writeStringField("stream", event.stream());
              Json.rawField(json, "event", event.json());
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static AlertSpan span(String alertId, StoredResult alert) {
    return new AlertSpan(
        alertId,
        alert.text("rule"),
        alert.text("key"),
        alert.time("window_start"),
        alert.time("event_time"),
        alert.texts("evidence"));
  }
}
