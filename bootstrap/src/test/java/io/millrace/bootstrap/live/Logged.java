package io.millrace.bootstrap.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/**
 * Keeps what is logged as an error, by anyone, until it is closed. In tests nothing is logged
 * otherwise: the configuration that Flink's own tests bring along is in force.
 */
final class Logged extends AbstractAppender implements AutoCloseable {
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LogManager.getRootLogger();
  private final Level before = root.getLevel();

  private Logged() {
    super("logged", null, null, true, Property.EMPTY_ARRAY);
  }

  static Logged errors() {
    Logged logged = new Logged();
    logged.start();
    logged.root.addAppender(logged);
    Configurator.setRootLevel(Level.ERROR);
    return logged;
  }

  @Override
  public void append(LogEvent event) {
    if (event.getLevel().isMoreSpecificThan(Level.ERROR)) {
      errors.add(event.getMessage().getFormattedMessage());
    }
  }

  /** The errors that contain something. */
  List<String> with(String part) {
    return errors.stream().filter(error -> error.contains(part)).toList();
  }

  @Override
  public void close() {
    Configurator.setRootLevel(before);
    root.removeAppender(this);
    stop();
  }
}
