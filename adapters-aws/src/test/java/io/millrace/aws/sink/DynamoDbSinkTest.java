package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.WindowSize;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.deadletter.FolderDeadLetters;
import io.millrace.aws.result.ResultReader;
import io.millrace.aws.tables.DynamoDashboard;
import io.millrace.aws.tables.Retention;
import io.millrace.aws.tables.StoredWindows;
import io.millrace.aws.tables.Table;
import io.millrace.aws.tables.TableCreator;
import io.millrace.aws.tables.TableItem;
import io.millrace.aws.testing.DynamoDbEmulator;
import io.millrace.aws.testing.ForwardProtocol;
import io.millrace.aws.testing.LocalAccess;
import io.millrace.aws.testing.ServiceFaults;
import io.millrace.aws.testing.ServiceStub;
import io.millrace.aws.testing.TestResults;
import io.millrace.domain.policy.Policies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class DynamoDbSinkTest extends OwnSinkContract {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final Set<ResultType> TYPES =
      Catalogue.installed().resultTypes().stream()
          .filter(type -> TableItem.table(type).isPresent())
          .collect(Collectors.toSet());

  private static final Map<ResultType, WindowSize> WINDOWS =
      WindowSize.by(Catalogue.installed(), Policies.DEFAULT);

  private static @Nullable DynamoDbEmulator emulator;

  private final String prefix = UUID.randomUUID() + "-";

  @BeforeAll
  static void startEmulator() {
    emulator = DynamoDbEmulator.start();
  }

  @AfterAll
  static void stopEmulator() throws IOException {
    emulator().close();
  }

  private static DynamoDbEmulator emulator() {
    return Objects.requireNonNull(emulator);
  }

  @Override
  protected ServiceStub start(ServiceFaults faults) throws IOException {
    new TableCreator(emulator().client(), prefix).createAll(Catalogue.installed());
    return ServiceStub.start(new ForwardProtocol(emulator().endpoint()), faults, call -> false);
  }

  @Override
  protected Sink<ResultLine> sink(
      ServiceStub service, DeadLetters deadLetters, SinkOptions options) {
    return DynamoDbSink.to(
        LocalAccess.to(service.endpoint()),
        prefix,
        TYPES,
        WINDOWS,
        Retention.DEFAULT,
        deadLetters,
        options,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** A key is longer than DynamoDB takes. */
  @Override
  protected SinkJob.Results refused() {
    return number ->
        ResultReader.read(
            ResultType.PRODUCT_REVENUE,
            TestResults.text(TestResults.line(ResultType.PRODUCT_REVENUE, number))
                .replace("\"p" + number + "\"", "\"p" + number + "é".repeat(600) + "\"")
                .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected Collection<String> arrived() {
    return results(Table.PRODUCT_REVENUE).stream().map(item -> text(item, Table.JSON)).toList();
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = Objects.requireNonNull(item.get(name), name);
    return value.n() == null ? value.s() : value.n();
  }

  private List<Map<String, AttributeValue>> items(Table table) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    emulator()
        .client()
        .scanPaginator(request -> request.tableName(table.named(prefix)))
        .items()
        .subscribe(items::add)
        .join();
    return items;
  }

  private List<Map<String, AttributeValue>> results(Table table) {
    return items(table).stream().filter(item -> item.containsKey(Table.REVISION)).toList();
  }

  @Override
  protected ResultType type() {
    return ResultType.PRODUCT_REVENUE;
  }

  @Override
  protected int count() {
    return 1_000;
  }

  @Override
  protected int mostCalls() {
    return count() * 2;
  }

  @Override
  protected int mostBytes() {
    return (400 << 10) - 91; // the other attributes, with their names
  }

  @Override
  protected String described() {
    return "one of the DynamoDB tables " + prefix + "*";
  }

  @Test
  void every_type_is_an_item_of_its_table() throws Exception {
    startService(ServiceFaults.NONE);
    List<ResultType> types = new ArrayList<>(TYPES);
    types.remove(ResultType.ALERT_SIGNALS); // they have no table of their own

    new SinkJob(folder, types.size(), number -> TestResults.line(types.get((int) number), number))
        .run(own());

    for (int i = 0; i < types.size(); i++) {
      ResultLine line = TestResults.line(types.get(i), i);
      TableItem item = TableItem.of(line);
      Map<String, AttributeValue> expected = new HashMap<>(item.attributes());
      Retention.DEFAULT
          .expiresAt(item.table(), NOW)
          .ifPresent(at -> expected.put(Table.EXPIRES_AT, TableItem.number(at)));
      assertThat(results(item.table())).containsExactly(expected);
    }
  }

  @Test
  void an_older_value_never_replaces_a_newer_one() throws Exception {
    startService(ServiceFaults.some(SEED));
    int customers = 10;
    int revisions = 60;

    new SinkJob(
            folder,
            customers * revisions,
            number -> {
              long customer = number % customers;
              long revision = 1 + number / customers * 37 % revisions; // in some other order
              String json = "{\"customer_id\":\"c" + customer + "\",\"orders\":" + revision + "}";
              return ResultReader.read(
                  ResultType.CUSTOMER_ORDERS, json.getBytes(StandardCharsets.UTF_8));
            })
        .crashing()
        .run(own());

    assertThat(items(Table.CUSTOMER_ORDERS))
        .as("seed %s", SEED)
        .hasSize(customers)
        .allMatch(item -> text(item, Table.REVISION).equals("60"))
        .allMatch(item -> text(item, Table.JSON).endsWith(":60}"))
        .noneMatch(item -> item.containsKey(Table.EXPIRES_AT));
  }

  @Test
  void an_alert_moves_from_raised_to_confirmed_or_withdrawn_and_never_back() throws Exception {
    startService(ServiceFaults.some(SEED));
    int alerts = 40;
    List<String> said = new ArrayList<>();
    for (int n = 0; n < alerts; n++) {
      said.addAll(List.of(n + " RAISED", n + " RAISED"));
      said.addAll(
          isConfirmed(n)
              ? List.of(n + " decided", n + " CONFIRMED")
              : List.of(n + " WITHDRAWN", n + " WITHDRAWN"));
    }
    Collections.shuffle(said, new Random(SEED));

    new SinkJob(folder, said.size(), number -> word(said.get((int) number))).crashing().run(own());

    List<Map<String, AttributeValue>> items = items(Table.ALERTS);
    assertThat(items).as("seed %s", SEED).hasSize(alerts);
    for (Map<String, AttributeValue> item : items) {
      int n = Integer.parseInt(text(item, "alert_id"), 16);
      if (isConfirmed(n)) {
        assertThat(text(item, Table.JSON))
            .isEqualTo(TestResults.text(TestResults.line(ResultType.ALERTS, n)));
        assertThat(item).doesNotContainKey(Table.PHASE);
      } else {
        assertThat(text(item, Table.PHASE)).as("alert %s, seed %s", n, SEED).isEqualTo("WITHDRAWN");
      }
    }
  }

  @Test
  void what_windows_there_are_is_written_with_the_first_result_whatever_fails() throws Exception {
    startService(ServiceFaults.some(SEED));
    new SinkJob(folder.resolve("job"), 1, n -> TestResults.line(ResultType.ALERTS, n)).run(own());
    for (Table table :
        List.of(Table.DASHBOARD_MINUTES, Table.PRODUCT_REVENUE, Table.ENDPOINT_LATENCY)) {
      WindowSize size = Objects.requireNonNull(WINDOWS.get(table.type()));
      assertThat(items(table)).containsExactly(StoredWindows.item(table, size, NOW));
    }
  }

  @Test
  void an_alert_that_is_withdrawn_keeps_its_content() throws Exception {
    startService(ServiceFaults.NONE);
    List<String> said = List.of("7 RAISED", "7 WITHDRAWN", "7 RAISED", "8 WITHDRAWN");
    for (int i = 0; i < said.size(); i++) { // in one job they could be one batch
      String word = said.get(i);
      new SinkJob(folder.resolve("job-" + i), 1, number -> word(word)).run(own());
    }
    DynamoDashboard dashboard =
        new DynamoDashboard(
            emulator().client(), prefix, Catalogue.installed(), Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(
            new String(
                dashboard.one(ResultType.ALERTS, "%032x".formatted(7)).orElseThrow(),
                StandardCharsets.UTF_8))
        .contains("Number 7.")
        .endsWith(",\"phase\":\"WITHDRAWN\"}");
    assertThat(dashboard.one(ResultType.ALERTS, "%032x".formatted(8))).isEmpty();
  }

  private static boolean isConfirmed(int number) {
    return number % 2 == 0;
  }

  /** What is said of an alert: its number, and the phase or that it was decided. */
  private static ResultLine word(String said) {
    int space = said.indexOf(' ');
    int number = Integer.parseInt(said.substring(0, space));
    String phase = said.substring(space + 1);
    if (phase.equals("decided")) {
      return TestResults.line(ResultType.ALERTS, number);
    }
    if (phase.equals("RAISED")) {
      return TestResults.line(ResultType.ALERT_SIGNALS, number);
    }
    String json = "{\"alert_id\":\"%032x\",\"phase\":\"%s\"}".formatted(number, phase);
    return ResultReader.read(ResultType.ALERT_SIGNALS, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void the_largest_item_is_the_largest_that_dynamodb_takes() throws Exception {
    startService(ServiceFaults.NONE);
    put(mostBytes());
    assertThatThrownBy(() -> put(mostBytes() + 1))
        .rootCause()
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("size");
  }

  private void put(int bytes) {
    TableItem item = TableItem.of(TestResults.ofLength(type(), 1, bytes));
    Map<String, AttributeValue> attributes = new HashMap<>(item.attributes());
    attributes.put(Table.EXPIRES_AT, TableItem.number(NOW.getEpochSecond() + 1));
    emulator()
        .client()
        .putItem(request -> request.tableName(item.table().named(prefix)).item(attributes))
        .join();
  }

  @Test
  void a_type_without_a_table_is_refused_before_anything_starts() {
    FolderDeadLetters letters = new FolderDeadLetters(folder.toUri());
    assertThatThrownBy(
            () ->
                DynamoDbSink.to(
                    AwsAccess.STANDARD,
                    "",
                    Set.of(ResultType.SCORES),
                    Map.of(),
                    Retention.DEFAULT,
                    letters,
                    SinkOptions.DEFAULT))
        .hasMessage("there is no table for scores");
  }
}
