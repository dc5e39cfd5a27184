package io.millrace.bootstrap.doors;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The addresses on which a process of this machine listens, as the kernel of Linux tells. */
final class Listeners {
  private static final Pattern SOCKET = Pattern.compile("socket:\\[([0-9]+)]");
  private static final String LISTENS = "0A";

  private Listeners() {}

  /** Those of a process and of all that it has started. */
  static Set<InetSocketAddress> of(Process process) throws IOException {
    Set<InetSocketAddress> listeners = new HashSet<>(of(process.toHandle()));
    for (ProcessHandle child : process.descendants().toList()) {
      listeners.addAll(of(child));
    }
    return listeners;
  }

  private static Set<InetSocketAddress> of(ProcessHandle process) throws IOException {
    Path kernel = Path.of("/proc", Long.toString(process.pid()));
    try {
      Set<String> sockets = sockets(kernel.resolve("fd"));
      Set<InetSocketAddress> listeners = new HashSet<>();
      for (String table : List.of("net/tcp", "net/tcp6")) {
        for (String line : Files.readAllLines(kernel.resolve(table))) {
          String[] columns = line.strip().split(" +", -1);
          if (columns[3].equals(LISTENS) && sockets.contains(columns[9])) {
            listeners.add(address(columns[1]));
          }
        }
      }
      return listeners;
    } catch (NoSuchFileException ended) {
      return Set.of();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
      return Set.of(); // it ended while it was looked at
    }
  }

  private static Set<String> sockets(Path descriptors) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> open = Files.list(descriptors)) {
      for (Path descriptor : (Iterable<Path>) open::iterator) {
        try {
          Matcher socket = SOCKET.matcher(Files.readSymbolicLink(descriptor).toString());
          if (socket.matches()) {
            sockets.add(socket.group(1));
          }
        } catch (NoSuchFileException closed) {
          // between the list and the look
        }
      }
    }
    return sockets;
  }

  /** From hexadecimal words, each in the order of this machine, a colon and a port. */
  private static InetSocketAddress address(String text) throws IOException {
    String[] parts = text.split(":", -1);
    ByteBuffer given = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
    ByteBuffer address = ByteBuffer.allocate(given.capacity()).order(ByteOrder.nativeOrder());
    while (given.hasRemaining()) {
      address.putInt(given.getInt());
    }
    return new InetSocketAddress(
        InetAddress.getByAddress(address.array()), Integer.parseInt(parts[1], 16));
  }
}
