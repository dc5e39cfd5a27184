package io.millrace.deploy;

import io.millrace.files.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.jsii.JsiiException;

/**
 * The program that the CDK's command line runs to learn what to deploy. Exit codes: 0 done, 1
 * failed, 2 bad context or configuration.
 */
public final class DeployApp {
  /** Keys of the CDK's own have one of these, or begin with the name of its command line. */
  private static final Pattern OF_THE_CDK = Pattern.compile(".*[:@/].*|cli-.*");

  private DeployApp() {}

  /** Writes the stack's template to where the CDK wants it. */
  public static void main(String[] arguments) {
    System.exit(run(System.getenv(), System.err));
  }

  private static int run(Map<String, String> environment, PrintStream err) {
    try {
      requireNode(environment);
      synthesise(new App(), environment);
      return 0;
    } catch (UsageException e) {
      err.println("millrace: " + e.getMessage());
      return 2;
    } catch (IOException | JsiiException e) {
      err.println("millrace: failed: " + e.getMessage());
      return 1;
    }
  }

  /**
   * Writes the template.
   *
   * @param environment where the CDK's command line puts the account and region of the credentials
   */
  static void synthesise(App app, Map<String, String> environment) throws IOException {
    Map<String, String> context = new LinkedHashMap<>();
    putIfThere(context, "account", environment.get("CDK_DEFAULT_ACCOUNT"));
    putIfThere(context, "region", environment.get("CDK_DEFAULT_REGION"));
    context.putAll(contextOf(app));
    DeployOptions options = DeployOptions.read(context);
    Jar.check(options.jar());
    new MillraceStack(app, Deployment.read(options));
    app.synth();
  }

  private static void requireNode(Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "");
    boolean found =
        Arrays.stream(path.split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    if (!found) {
      throw new UsageException(
          "the CDK runs on Node.js, which is not on the PATH: install it (Debian: apt-get install"
              + " nodejs)");
    }
  }

  private static Map<String, String> contextOf(App app) {
    Map<String, String> context = new LinkedHashMap<>();
    ((Map<?, ?>) app.getNode().getAllContext())
        .forEach(
            (key, value) -> {
              if (!OF_THE_CDK.matcher(key.toString()).matches()) {
                context.put(key.toString(), String.valueOf(value));
              }
            });
    return context;
  }

  private static void putIfThere(Map<String, String> context, String key, @Nullable String value) {
    if (value != null) {
      context.put(key, value);
    }
  }
}
