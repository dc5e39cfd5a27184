package io.millrace.domain.dashboard;

import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Request;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Hash64;
import io.millrace.domain.money.Money;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the dashboard needs of an order, a login or a request.
 *
 * @param rank tells the streams apart
 * @param sale what a completed order brought in, or null
 * @param outcome of a request, or {@link Outcome#NONE}
 * @param userHash the hash of the user who was active, or 0
 */
public record Activity(
    long eventTimeMs,
    String eventId,
    int rank,
    @Nullable Money sale,
    Outcome outcome,
    long userHash)
    implements Event {

  /** How a request went. */
  public enum Outcome {
    /** It was no request. */
    NONE,
    ANSWERED,
    FAILED
  }

  private static final int ORDERS = 0;
  private static final int LOGINS = 1;
  private static final int REQUESTS = 2;
  private static final int SHARES = 64;
  private static final List<String> SHARE_NAMES =
      IntStream.range(0, SHARES).mapToObj(Integer::toString).toList();

  /** Projects an order. */
  public static Activity of(Order order) {
    return new Activity(
        order.eventTimeMs(),
        order.eventId(),
        ORDERS,
        order.isCompleted() ? order.amount() : null,
        Outcome.NONE,
        0);
  }

  /** Projects a login. */
  public static Activity of(Login login) {
    return new Activity(
        login.eventTimeMs(),
        login.eventId(),
        LOGINS,
        null,
        Outcome.NONE,
        login.succeeded() ? hash(login.userId()) : 0);
  }

  /** Projects a request. */
  public static Activity of(Request request) {
    return new Activity(
        request.eventTimeMs(),
        request.eventId(),
        REQUESTS,
        null,
        request.isError() ? Outcome.FAILED : Outcome.ANSWERED,
        hash(request.userId()));
  }

  /**
   * The share of the one global key that an event with the given id is counted in first: copies of
   * an event meet in one share, and the shares can be counted side by side.
   */
  public static String shareOf(String eventId) {
    return SHARE_NAMES.get((int) (Hash64.of(eventId) & (SHARES - 1)));
  }

  /** Whether it counts in any of the dashboard's numbers. */
  boolean counts() {
    return sale != null || outcome != Outcome.NONE || userHash != 0;
  }

  private static long hash(@Nullable String userId) {
    if (userId == null) {
      return 0;
    }
    long hash = Hash64.of(userId);
    return hash == 0 ? 1 : hash;
  }
}
