package io.millrace.aws.tables;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables, one a kind of result. All key attributes are strings. Beside its keys an item has
 *
 * <ul>
 *   <li>{@link #JSON}: the result as the wire format writes it, byte for byte;
 *   <li>{@link #REVISION}: how many events the value has seen, so that an older value never
 *       replaces a newer one; 0 where a result never changes, and less where an alert is not
 *       decided;
 *   <li>{@link #EXPIRES_AT}: when it may go, in seconds since 1970. DynamoDB deletes late, so that
 *       readers leave out what has expired.
 * </ul>
 */
public final class Table implements Serializable {
  private static final long serialVersionUID = 1;

  /** The attribute that holds the result. */
  public static final String JSON = "json";

  /** The attribute that holds the date of windows or decisions, where they are asked for by day. */
  static final String DAY = "day";

  /** The attribute that holds the start of windows. */
  static final String WINDOW_START = "window_start";

  /** The attribute that orders the values of one key. */
  public static final String REVISION = "revision";

  /**
   * The attribute that says how far an alert has come; what is missing is confirmed, as is what
   * came without a signal. The order of {@link io.millrace.domain.result.AlertPhase} orders its
   * values, below an alert that was decided.
   */
  public static final String PHASE = "phase";

  /** The attribute of DynamoDB's time to live. */
  public static final String EXPIRES_AT = "expires_at";

  /**
   * By id; by key and time, and by rule and time. {@code at} is the event time, #, the id. Where
   * alerts are raised ahead of the watermark, {@link #PHASE} is what was said of them last.
   */
  public static final Table ALERTS =
      new Table(
          ResultType.ALERTS,
          new Key("alert_id", null),
          List.of(new Index("by_key", "key", "at"), new Index("by_rule", "rule", "at")),
          Map.of("at", timeAndId("event_time"), "severity", line -> line.text("severity")));

  /** By day; {@code day} is the date of the window's start. */
  public static final Table DASHBOARD_MINUTES =
      new Table(
          ResultType.DASHBOARD_MINUTES,
          new Key("day", "window_start"),
          List.of(),
          Map.of("day", dateOf("window_start")));

  /** By window, and by product. {@code product} is the product's id, #, the currency. */
  public static final Table PRODUCT_REVENUE =
      new Table(
          ResultType.PRODUCT_REVENUE,
          new Key("window_start", "product"),
          List.of(new Index("by_product", "product_id", "window_start")),
          Map.of("product", line -> line.text("product_id") + "#" + line.text("currency")));

  /** By endpoint, and by window. */
  public static final Table ENDPOINT_LATENCY =
      new Table(
          ResultType.ENDPOINT_LATENCY,
          new Key("endpoint_id", "window_start"),
          List.of(new Index("by_window", "window_start", "endpoint_id")),
          Map.of());

  /** By id, by order and by day; {@code at} is the time of the decision, #, the id. */
  public static final Table FULFILLMENTS =
      new Table(
          ResultType.FULFILLMENTS,
          new Key("id", null),
          List.of(new Index("by_order", "order_id", "at"), new Index("by_day", "day", "at")),
          Map.of("id", ResultLine::id, "day", dateOf("decided_at"), "at", timeAndId("decided_at")));

  /** The latest count of each customer. */
  public static final Table CUSTOMER_ORDERS =
      new Table(ResultType.CUSTOMER_ORDERS, new Key("customer_id", null), List.of(), Map.of());

  /** By the alert that each began with. */
  public static final Table INCIDENTS =
      new Table(ResultType.INCIDENTS, new Key("alert_id", null), List.of(), Map.of());

  /** The tables of the results that Millrace brings. */
  private static final List<Table> BUILT_IN =
      List.of(
          ALERTS,
          DASHBOARD_MINUTES,
          PRODUCT_REVENUE,
          ENDPOINT_LATENCY,
          FULFILLMENTS,
          CUSTOMER_ORDERS,
          INCIDENTS);

  /** Results that go elsewhere: to files, to a stream, to the lake. */
  private static final Set<ResultType> WITHOUT =
      Set.of(
          ResultType.ENRICHED_ORDERS,
          ResultType.SCORES,
          ResultType.REJECTIONS,
          ResultType.LATE,
          ResultType.ALERT_SIGNALS,
          ResultType.FAILED_LOGIN_WINDOWS);

  private static final Map<ResultType, Optional<Table>> BY_TYPE = new ConcurrentHashMap<>();

  private final ResultType type;
  private final Key key;
  private final List<Index> indexes;
  private final transient Map<String, Function<ResultLine, String>> attributes = new HashMap<>();

  /** Attributes of keys that {@code made} does not make are fields of the result. */
  private Table(
      ResultType type,
      Key key,
      List<Index> indexes,
      Map<String, Function<ResultLine, String>> made) {
    this.type = type;
    this.key = key;
    this.indexes = indexes;
    Stream.concat(
            Stream.of(key.partition, key.sort),
            indexes.stream().flatMap(index -> Stream.of(index.partition, index.sort)))
        .filter(Objects::nonNull)
        .forEach(name -> attributes.put(name, line -> line.text(name)));
    attributes.putAll(made);
  }

  /**
   * The table of a kind of results, if it has one. Those that Millrace does not bring itself have
   * one by their key and {@code id}, the result's own, where they have a key.
   */
  public static Optional<Table> of(ResultType type) {
    return BY_TYPE.computeIfAbsent(type, Table::find);
  }

  private static Optional<Table> find(ResultType type) {
    Optional<Table> own = BUILT_IN.stream().filter(table -> table.type.equals(type)).findFirst();
    List<Field> key = type.schema().fields(Role.KEY);
    return own.isPresent() || WITHOUT.contains(type) || key.isEmpty()
        ? own
        : Optional.of(
            new Table(
                type, new Key(key.get(0).name(), "id"), List.of(), Map.of("id", ResultLine::id)));
  }

  /** All tables of an installation with some decisions. */
  public static List<Table> all(Catalogue catalogue) {
    return catalogue.resultTypes().stream().flatMap(type -> of(type).stream()).toList();
  }

  private static Function<ResultLine, String> timeAndId(String time) {
    return line -> line.text(time) + "#" + line.id();
  }

  private static Function<ResultLine, String> dateOf(String time) {
    return line -> line.text(time).substring(0, "2026-11-23".length());
  }

  /** A primary key. */
  public record Key(String partition, @Nullable String sort) implements Serializable {}

  /** A global secondary index that projects all attributes. */
  public record Index(String name, String partition, String sort) implements Serializable {}

  /** The results that it holds. */
  public ResultType type() {
    return type;
  }

  public Key key() {
    return key;
  }

  public List<Index> indexes() {
    return indexes;
  }

  /** Whether it is a table that follows from the key of its results alone. */
  boolean isByKey() {
    return !BUILT_IN.contains(this);
  }

  /** Whether items are asked for by an attribute. */
  boolean isFoundBy(String attribute) {
    return key.partition.equals(attribute)
        || indexes.stream().anyMatch(index -> index.partition.equals(attribute));
  }

  /** The index that items are asked for in by an attribute. */
  Index indexBy(String attribute) {
    return indexes.stream()
        .filter(index -> index.partition.equals(attribute))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(this + " is not asked by " + attribute));
  }

  /** The attributes of an item that are no part of all items: keys, and what a filter asks for. */
  Map<String, String> attributes(ResultLine line) {
    Map<String, String> values = new HashMap<>();
    attributes.forEach((name, value) -> values.put(name, value.apply(line)));
    return values;
  }

  /** The table's name in AWS: a prefix that sets installations apart, and the result's name. */
  public String named(String prefix) {
    return prefix + type.id();
  }

  private Object readResolve() {
    return of(type).orElseThrow();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Table that && type.equals(that.type));
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return type.id();
  }
}
