package io.millrace.benchmarks.contest;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Measures what this process spends: wall time, processor time of all threads (tasks, collector and
 * compiler included), and bytes allocated, as far as collections of garbage let them be seen.
 */
final class Meter implements AutoCloseable {
  /** What some work took. */
  record Reading(long wallNs, long cpuNs, long allocatedBytes) {}

  /** Some work. */
  interface Work {
    void run() throws Exception;
  }

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final AtomicLong collected = new AtomicLong();
  private final NotificationListener listener =
      (notification, handback) ->
          collected.addAndGet(
              freedBy(
                  GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                      .getGcInfo()));

  Meter() {
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) bean).addNotificationListener(listener, null, null);
    }
  }

  Reading measure(Work work) throws Exception {
    System.gc();
    long usedBefore = used();
    long collectedBefore = collected.get();
    long cpuBefore = system.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    long wallNs = System.nanoTime() - start;
    long cpuNs = system.getProcessCpuTime() - cpuBefore;
    long allocated = used() - usedBefore + collected.get() - collectedBefore;
    return new Reading(wallNs, cpuNs, Math.max(0, allocated));
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      try {
        ((NotificationEmitter) bean).removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long freedBy(GcInfo collection) {
    return sum(collection.getMemoryUsageBeforeGc()) - sum(collection.getMemoryUsageAfterGc());
  }

  /** Pools outside of the heap are hardly collected; counting them changes nothing. */
  private static long sum(Map<String, MemoryUsage> pools) {
    return pools.values().stream().mapToLong(MemoryUsage::getUsed).sum();
  }
}
