package io.millrace.aws.tables;

import io.millrace.application.queries.Page;
import io.millrace.application.queries.Position;
import io.millrace.application.queries.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A page of items from several partitions, all sorted by {@link #AT}, merged newest first.
 *
 * <p>A filter may hide nearly everything, so that each partition gives up after it has looked at
 * some thousands of items. The page then ends where the first of them gave up, and the next one
 * goes on from there: nothing is skipped, and a page may be short.
 */
final class NewestFirst {
  /** The attribute: the time, #, and the id. */
  static final String AT = "at";

  private static final int LOOKED_AT_ONCE = 500;
  private static final int MAX_ANSWERS = 8;
  private static final Comparator<Map<String, AttributeValue>> NEWEST =
      Comparator.comparing((Map<String, AttributeValue> item) -> Items.text(item, AT)).reversed();

  private final Items items;
  private final TimeRange range;
  private final @Nullable Position before;
  private final int limit;
  private final List<Map<String, AttributeValue>> found = new ArrayList<>();

  /** The latest place where a partition gave up. */
  private @Nullable String frontier;

  NewestFirst(Items items, TimeRange range, @Nullable Position before, int limit) {
    this.items = items;
    this.range = range;
    this.before = before;
    this.limit = limit;
  }

  /** Asks partitions side by side; conditions without a range. */
  NewestFirst ask(List<Condition> partitions) {
    List<QueryRequest> requests = partitions.stream().map(this::request).toList();
    List<CompletableFuture<QueryResponse>> answers = requests.stream().map(items::start).toList();
    for (int i = 0; i < requests.size(); i++) {
      gather(requests.get(i), Items.await(answers.get(i)));
    }
    return this;
  }

  boolean isFull() {
    return found.size() > limit || frontier != null;
  }

  Page page() {
    List<Map<String, AttributeValue>> merged =
        found.stream()
            .filter(item -> frontier == null || Items.text(item, AT).compareTo(frontier) >= 0)
            .sorted(NEWEST)
            .limit(limit + 1L)
            .toList();
    List<Map<String, AttributeValue>> shown = merged.subList(0, Math.min(limit, merged.size()));
    String next = merged.size() > limit ? Items.text(shown.get(limit - 1), AT) : frontier;
    return new Page(
        shown.stream().map(Items::json).toList(), next == null ? null : new Position(next));
  }

  private QueryRequest request(Condition partition) {
    String low = Position.floor(range.fromMs());
    String high = Position.floor(range.toMs());
    if (before != null && before.text().compareTo(high) < 0) {
      high = before.text();
    }
    if (high.compareTo(low) < 0) {
      high = low; // nothing is there: positions of an instant are longer than the instant
    }
    int looked = partition.isFiltered() ? LOOKED_AT_ONCE : limit + 2;
    return partition.between(AT, low, high).descending(looked);
  }

  private void gather(QueryRequest request, QueryResponse first) {
    int room = found.size() + limit + 1;
    QueryResponse answer = first;
    add(answer);
    for (int answers = 1; answer.hasLastEvaluatedKey(); answers++) {
      if (found.size() >= room || answers == MAX_ANSWERS) {
        giveUp(Items.text(answer.lastEvaluatedKey(), AT));
        return;
      }
      answer =
          Items.await(
              items.start(
                  request.toBuilder().exclusiveStartKey(answer.lastEvaluatedKey()).build()));
      add(answer);
    }
  }

  private void add(QueryResponse answer) {
    for (Map<String, AttributeValue> item : items.live(answer)) {
      if (before == null || !Items.text(item, AT).equals(before.text())) {
        found.add(item);
      }
    }
  }

  private void giveUp(String at) {
    if (frontier == null || at.compareTo(frontier) > 0) {
      frontier = at;
    }
  }
}
