package io.millrace.aws.tables;

import io.millrace.application.catalogue.AlertKind;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.AlertFilter;
import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.queries.Found;
import io.millrace.application.queries.Page;
import io.millrace.application.queries.Position;
import io.millrace.application.queries.TimeRange;
import io.millrace.application.queries.WindowSize;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.schema.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Reads the tables. Each question is a lookup or a query of a key or an index, never a scan. */
public final class DynamoDashboard implements DashboardQueries {
  private static final long DAY_MS = 86_400_000;
  private static final int DAYS_BACK = 31;

  /** Windows before the last one that has ended, for endpoints that were asked less often. */
  private static final int LATEST_WINDOWS = 5;

  /** As many as there are connections. */
  private static final int QUERIES_AT_ONCE = 50;

  /** For so long what windows there are is not asked again. */
  private static final Duration WINDOWS_KNOWN_FOR = Duration.ofSeconds(10);

  private static final int DATE_LENGTH = "2026-11-23".length();

  private final Items items;
  private final String prefix;
  private final List<String> rules;

  /** Where nothing is written of windows, by a job from before it was. */
  private final Map<ResultType, WindowSize> usual;

  private final Set<ResultType> byKey;

  private final Map<Table, Windows> windows = new ConcurrentHashMap<>();

  private record Windows(List<WindowSize> sizes, long readNanos) {}

  /**
   * For one installation.
   *
   * @param client stays the caller's
   * @param prefix of the tables' names
   * @param catalogue says which rules raise alerts, and what windows there usually are
   * @param clock tells what has expired
   */
  public DynamoDashboard(
      DynamoDbAsyncClient client, String prefix, Catalogue catalogue, Clock clock) {
    this.items = new Items(client, clock);
    this.prefix = prefix;
    this.rules = catalogue.alerts().stream().map(AlertKind::rule).toList();
    this.byKey =
        Table.all(catalogue).stream()
            .filter(Table::isByKey)
            .map(Table::type)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    this.usual = WindowSize.by(catalogue, Policies.DEFAULT);
  }

  @Override
  public WindowSize windowSize(ResultType type) {
    return sizes(table(type)).get(0);
  }

  /** What windows a table has, the newest size first. */
  private List<WindowSize> sizes(Table table) {
    Windows known = windows.get(table);
    long now = System.nanoTime();
    if (known == null || now - known.readNanos > WINDOWS_KNOWN_FOR.toNanos()) {
      List<WindowSize> sizes = StoredWindows.read(items, table, prefix);
      known =
          new Windows(
              sizes.isEmpty() ? List.of(Objects.requireNonNull(usual.get(table.type()))) : sizes,
              now);
      windows.put(table, known);
    }
    return known.sizes;
  }

  @Override
  public Optional<byte[]> newestMinute(long aroundMs) {
    for (int back = -1; back <= DAYS_BACK; back++) {
      long dayMs = aroundMs - back * DAY_MS;
      if (dayMs < UtcTime.MIN_MS || dayMs > UtcTime.MAX_MS) {
        continue;
      }
      QueryRequest newest = in(Table.DASHBOARD_MINUTES, Table.DAY, day(dayMs)).descending(1);
      List<Map<String, AttributeValue>> found = items.live(Items.await(items.start(newest)));
      if (!found.isEmpty()) {
        return Optional.of(Items.json(found.get(0)));
      }
    }
    return Optional.empty();
  }

  @Override
  public Found windows(ResultType type, TimeRange range) {
    Table table = table(type);
    return table.isFoundBy(Table.DAY)
        ? inParallel(
            days(range).stream().map(day -> starting(in(table, Table.DAY, day), range)).toList())
        : byStart(table, range);
  }

  private Found byStart(Table table, TimeRange range) {
    NavigableSet<Long> starts = new TreeSet<>();
    for (WindowSize size : sizes(table)) {
      LongStream.iterate(
              size.startFrom(range.fromMs()), at -> at < range.toMs(), at -> at + size.slideMs())
          .limit(MAX_WINDOWS + 1)
          .forEach(starts::add);
    }
    Found found =
        inParallel(
            starts.stream().limit(MAX_WINDOWS).map(start -> startingAt(table, start)).toList());
    return new Found(found.items(), found.isComplete() && starts.size() <= MAX_WINDOWS);
  }

  private QueryRequest startingAt(Table table, long startMs) {
    return in(table, Table.WINDOW_START, UtcTime.format(startMs)).ascending();
  }

  @Override
  public Found windowsOf(ResultType type, String key, TimeRange range) {
    String field = type.schema().fields(Role.KEY).get(0).name();
    return inParallel(List.of(starting(in(table(type), field, key), range)));
  }

  @Override
  public List<byte[]> newestWindows(ResultType type, long endMs) {
    Table table = table(type);
    return inParallel(
            sizes(table).stream()
                .flatMap(size -> lastWindows(size, endMs))
                .sorted(Map.Entry.<Long, Long>comparingByKey().reversed())
                .map(Map.Entry::getValue)
                .distinct()
                .map(start -> startingAt(table, start))
                .toList())
        .items();
  }

  /** The ends of the last windows by an instant, each with its start. */
  private static Stream<Map.Entry<Long, Long>> lastWindows(WindowSize size, long endMs) {
    return LongStream.range(0, LATEST_WINDOWS)
        .map(back -> size.lastEndedBy(endMs) - back * size.slideMs())
        .filter(start -> start >= 0)
        .mapToObj(start -> Map.entry(start + size.windowMs(), start));
  }

  @Override
  public Page alerts(AlertFilter filter, @Nullable Position before, int limit) {
    List<Condition> partitions;
    if (filter.key() != null) {
      partitions = List.of(in(Table.ALERTS, "key", filter.key()).where("rule", filter.rule()));
    } else {
      List<String> asked = filter.rule() == null ? rules : List.of(filter.rule());
      partitions = asked.stream().map(rule -> in(Table.ALERTS, "rule", rule)).toList();
    }
    String severity = filter.severity() == null ? null : filter.severity().name();
    partitions.forEach(partition -> partition.where("severity", severity));
    return new NewestFirst(items, filter.range(), before, limit).ask(partitions).page();
  }

  @Override
  public Optional<byte[]> one(ResultType type, String id) {
    Table table = table(type);
    return items
        .get(name(table), Map.of(table.key().partition(), AttributeValue.fromS(id)))
        .filter(item -> item.containsKey(Table.JSON)) // else it was withdrawn before it was raised
        .map(Items::json);
  }

  @Override
  public Map<String, byte[]> byId(ResultType type, List<String> ids) {
    Table table = table(type);
    String id = table.key().partition();
    List<Map<String, AttributeValue>> keys =
        ids.stream().distinct().map(one -> Map.of(id, AttributeValue.fromS(one))).toList();
    return items.get(name(table), keys).stream()
        .collect(Collectors.toMap(item -> Items.text(item, id), Items::json));
  }

  @Override
  public Set<ResultType> byKey() {
    return Collections.unmodifiableSet(byKey);
  }

  @Override
  public List<byte[]> newestOf(ResultType type, String key, int limit) {
    Table table = table(type);
    QueryRequest newest = Condition.in(name(table), table.key(), key).descending(limit);
    return items.live(Items.await(items.start(newest))).stream().map(Items::json).toList();
  }

  @Override
  public Page fulfillments(TimeRange decided, @Nullable Position before, int limit) {
    NewestFirst newest = new NewestFirst(items, decided, before, limit);
    List<String> days = days(decided);
    for (int i = days.size() - 1; i >= 0 && !newest.isFull(); i--) {
      if (before == null || days.get(i).compareTo(before.text()) < 0) {
        newest.ask(List.of(in(Table.FULFILLMENTS, Table.DAY, days.get(i))));
      }
    }
    return newest.page();
  }

  @Override
  public Page fulfillmentsOf(String orderId, @Nullable Position before, int limit) {
    return new NewestFirst(items, TimeRange.ALL, before, limit)
        .ask(List.of(in(Table.FULFILLMENTS, "order_id", orderId)))
        .page();
  }

  /** The items that have a value of an attribute that a table is asked by. */
  private Condition in(Table table, String attribute, String value) {
    return table.key().partition().equals(attribute)
        ? Condition.in(name(table), table.key(), value)
        : Condition.in(name(table), table.indexBy(attribute), value);
  }

  /** Windows that start in a range, which is at least a millisecond long. */
  private static QueryRequest starting(Condition condition, TimeRange range) {
    return condition
        .between(
            Table.WINDOW_START,
            UtcTime.format(range.fromMs()),
            UtcTime.format(Math.max(range.fromMs(), range.toMs() - 1)))
        .ascending();
  }

  /** What several queries find, in their order. */
  private Found inParallel(List<QueryRequest> requests) {
    List<byte[]> found = new ArrayList<>();
    for (int i = 0; i < requests.size() && found.size() <= MAX_RESULTS; i += QUERIES_AT_ONCE) {
      gather(requests.subList(i, Math.min(i + QUERIES_AT_ONCE, requests.size())), found);
    }
    boolean isComplete = found.size() <= MAX_RESULTS;
    return new Found(isComplete ? found : found.subList(0, MAX_RESULTS), isComplete);
  }

  /** Asks queries side by side, until there is more than is given. */
  private void gather(List<QueryRequest> requests, List<byte[]> found) {
    List<CompletableFuture<QueryResponse>> answers = requests.stream().map(items::start).toList();
    for (int i = 0; i < requests.size() && found.size() <= MAX_RESULTS; i++) {
      items
          .rest(requests.get(i), Items.await(answers.get(i)), MAX_RESULTS + 1 - found.size())
          .stream()
          .map(Items::json)
          .forEach(found::add);
    }
  }

  private static List<String> days(TimeRange range) {
    if (range.lengthMs() > MAX_RANGE_MS) {
      throw new IllegalArgumentException("a range of more than 31 days: " + range);
    }
    List<String> days = new ArrayList<>();
    long last = Math.floorDiv(Math.max(range.fromMs(), range.toMs() - 1), DAY_MS);
    for (long day = Math.floorDiv(range.fromMs(), DAY_MS); day <= last; day++) {
      days.add(day(day * DAY_MS));
    }
    return days;
  }

  private static String day(long epochMs) {
    return UtcTime.format(epochMs).substring(0, DATE_LENGTH);
  }

  private static Table table(ResultType type) {
    return TableItem.table(type).orElseThrow();
  }

  private String name(Table table) {
    return table.named(prefix);
  }
}
