package io.millrace.broker;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.PreboundSocketFactoryManager;
import org.jspecify.annotations.Nullable;

/** Sockets of a broker that only this machine can reach. Kafka's kit listens on all interfaces. */
final class LoopbackSockets extends PreboundSocketFactoryManager {
  /** The kit offers no other way to say where it listens. */
  private static final String FIELD = "socketFactoryManager";

  private final Map<String, ServerSocketChannel> sockets = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /** The same builder, whose cluster will listen on loopback alone. */
  static KafkaClusterTestKit.Builder of(KafkaClusterTestKit.Builder builder) throws IOException {
    try {
      Field sockets = KafkaClusterTestKit.Builder.class.getDeclaredField(FIELD);
      sockets.setAccessible(true);
      sockets.set(builder, new LoopbackSockets());
      return builder;
    } catch (ReflectiveOperationException e) {
      throw new IOException("this version of Kafka's kit cannot be bound to loopback", e);
    }
  }

  @Override
  public synchronized int getOrCreatePortForListener(int node, String listener) throws IOException {
    String name = name(node, listener);
    ServerSocketChannel socket = sockets.get(name);
    if (socket == null) {
      socket = ServerSocketChannel.open();
      socket.configureBlocking(false);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      sockets.put(name, socket);
    }
    return socket.socket().getLocalPort();
  }

  @Override
  public synchronized @Nullable ServerSocketChannel getSocketForListenerAndMarkAsUsed(
      int node, String listener) {
    used.add(name(node, listener));
    return sockets.get(name(node, listener));
  }

  /** Closes what no broker has taken: a broker closes its own. */
  @Override
  public synchronized void close() throws IOException {
    for (Map.Entry<String, ServerSocketChannel> socket : sockets.entrySet()) {
      if (!used.contains(socket.getKey())) {
        socket.getValue().close();
      }
    }
  }

  private static String name(int node, String listener) {
    return node + " " + listener;
  }
}
