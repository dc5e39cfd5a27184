package io.millrace.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the dashboard is served.
 *
 * @param host the address to listen on; any but a loopback address demands a token
 * @param port from 0 (any that is free) to 65535
 * @param token what a reader of the API must bear: 32 to 256 visible ASCII characters; null for
 *     none. It is never logged and never part of a text
 * @param requestsPerSecond the most that one address may ask for, from 1 to 1,000,000; as many
 *     again at once
 * @param liveClients the most that get live updates at a time, from 1 to 1,000
 * @param staleAfter the age of the watermark from which on the dashboard says that it is stale
 */
public record HttpOptions(
    String host,
    int port,
    @Nullable String token,
    int requestsPerSecond,
    int liveClients,
    Duration staleAfter) {
  private static final int MIN_TOKEN = 32;
  private static final int MAX_TOKEN = 256;

  /** On loopback, with no token, 500 requests a second, 64 live clients, stale after 2 minutes. */
  public static HttpOptions loopback(int port) {
    return new HttpOptions("127.0.0.1", port, null, 500, 64, Duration.ofMinutes(2));
  }

  /** The same at another address. */
  public HttpOptions at(String host, int port, @Nullable String token) {
    return new HttpOptions(host, port, token, requestsPerSecond, liveClients, staleAfter);
  }

  /** The same with another rate. */
  public HttpOptions allowing(int requestsPerSecond) {
    return new HttpOptions(host, port, token, requestsPerSecond, liveClients, staleAfter);
  }

  /** The same, stale from another age of the watermark on. */
  public HttpOptions staleFrom(Duration age) {
    return new HttpOptions(host, port, token, requestsPerSecond, liveClients, age);
  }

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException with one sentence about the first fault
   */
  public HttpOptions {
    require(port >= 0 && port <= 65_535, "port is " + port + ", must be from 0 to 65535");
    require(
        requestsPerSecond >= 1 && requestsPerSecond <= 1_000_000,
        "requests per second are " + requestsPerSecond + ", must be from 1 to 1000000");
    require(
        liveClients >= 1 && liveClients <= 1000,
        "live clients are " + liveClients + ", must be from 1 to 1000");
    require(
        staleAfter.compareTo(Duration.ZERO) > 0,
        "stale after is " + staleAfter + ", must be longer than nothing");
    if (token != null) {
      require(
          token.length() >= MIN_TOKEN
              && token.length() <= MAX_TOKEN
              && token.chars().allMatch(c -> c > ' ' && c < 0x7f),
          "the token must have 32 to 256 visible ASCII characters");
    }
    require(
        token != null || isLoopback(host),
        "host " + host + " can be reached from outside: a token must be set");
  }

  /** Whether only this machine can connect. */
  public boolean isLoopback() {
    return isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("host " + host + " is not an address of this machine", e);
    }
  }

  private static void require(boolean right, String fault) {
    if (!right) {
      throw new IllegalArgumentException(fault);
    }
  }

  @Override
  public String toString() {
    return "HttpOptions[" + host + ":" + port + (token == null ? "" : ", with a token") + "]";
  }
}
