package io.millrace.bootstrap.plan;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.domain.event.Stream;
import io.millrace.files.UsageException;
import io.millrace.json.Nearest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one stream brings, on average.
 *
 * @param stream its name
 * @param eventsPerSecond more than 0, to ten million
 * @param bytes of an event as it comes in, from 1 to a megabyte
 */
public record Load(String stream, double eventsPerSecond, int bytes) {
  private static final double MAX_EVENTS = 10_000_000;
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern FORM =
      Pattern.compile("([a-z]+)=([0-9]{1,9}(?:\\.[0-9]{1,3})?)x([0-9]{1,9})");

  /**
   * Checks the bounds.
   *
   * @throws UsageException if one is exceeded
   */
  public Load {
    if (!(eventsPerSecond > 0 && eventsPerSecond <= MAX_EVENTS)) {
      throw new UsageException(
          stream + " has " + eventsPerSecond + " events/s, must be more than 0, to 10000000");
    }
    if (bytes < 1 || bytes > MAX_BYTES) {
      throw new UsageException(
          stream + " has events of " + bytes + " bytes, must be from 1 to " + MAX_BYTES);
    }
  }

  /**
   * Reads {@code logins=2000x250}: events a second, and bytes of each.
   *
   * @throws UsageException if it is written differently
   */
  public static Load parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(
          "--stream is \""
              + text
              + "\", must be a stream, its events a second and their bytes, like logins=2000x250");
    }
    String stream = matcher.group(1);
    List<String> known =
        Catalogue.installed().streams().stream()
            .filter(each -> !each.isReference())
            .map(Stream::id)
            .toList();
    if (!known.contains(stream)) {
      throw new UsageException(
          "--stream names \"" + stream + "\", which is no stream" + Nearest.hint(stream, known));
    }
    return new Load(
        stream, Double.parseDouble(matcher.group(2)), Integer.parseInt(matcher.group(3)));
  }

  double bytesPerSecond() {
    return eventsPerSecond * bytes;
  }
}
