package io.millrace.bootstrap.run;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.config.Settings;
import io.millrace.files.UsageException;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main class of the deployed JAR. The managed service gives no arguments, and the properties as
 * a file; elsewhere, {@code --config FILE} names the file.
 */
public final class ServiceJob {
  private ServiceJob() {}

  /**
   * Hands the job to the cluster that runs this method.
   *
   * @throws UsageException with all faults of the configuration
   */
  public static void main(String[] arguments) throws Exception {
    Settings settings = settings(arguments);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    LiveJob.build(environment, settings);
    environment.execute("millrace");
  }

  private static Settings settings(String[] arguments) {
    if (arguments.length == 0) {
      return Settings.ofTheService(Catalogue.installed());
    }
    if (arguments.length == 2 && arguments[0].equals("--config")) {
      return Settings.read(Catalogue.installed(), Path.of(arguments[1]));
    }
    throw new UsageException(
        "the job takes no arguments but --config FILE, and got: " + String.join(" ", arguments));
  }
}
