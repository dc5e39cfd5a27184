package io.millrace.flink.local;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.shaded.netty4.io.netty.channel.Channel;

/**
 * The connections to Flink's page. One that brings no whole request within a time is closed; and
 * when there are too many, the one that has waited longest for a request makes room.
 */
final class PageConnections {
  static final int MOST = 200;
  private static final int REQUEST_WITHIN_SECONDS = 15;

  /** Those with no request in progress, the longest first. */
  private final Set<Channel> waiting = new LinkedHashSet<>();

  private int count;

  void opened(Channel channel) {
    goingFor(channel)
        .ifPresent(
            going -> {
              var unused = going.close();
            });
    waits(channel);
  }

  private synchronized Optional<Channel> goingFor(Channel channel) {
    count++;
    return count > MOST
        ? Optional.of(waiting.stream().findFirst().orElse(channel))
        : Optional.empty();
  }

  synchronized void closed(Channel channel) {
    waiting.remove(channel);
    count--;
  }

  synchronized void asks(Channel channel) {
    waiting.remove(channel);
  }

  /** From now on it has some time for a whole request. */
  void waits(Channel channel) {
    Object wait = new Object();
    channel.attr(PageDoor.WAIT).set(wait);
    synchronized (this) {
      waiting.add(channel);
    }
    var unused =
        channel
            .eventLoop()
            .schedule(() -> closeIfStill(channel, wait), REQUEST_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private void closeIfStill(Channel channel, Object wait) {
    boolean waits;
    synchronized (this) {
      waits = waiting.contains(channel);
    }
    if (waits && channel.attr(PageDoor.WAIT).get() == wait) {
      var unused = channel.close();
    }
  }
}
