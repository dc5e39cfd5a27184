package io.millrace.bootstrap.cli;

import io.millrace.bootstrap.plan.Costs;
import io.millrace.bootstrap.plan.Figures;
import io.millrace.bootstrap.plan.Load;
import io.millrace.bootstrap.plan.Prices;
import io.millrace.bootstrap.plan.Resources;
import io.millrace.bootstrap.plan.Sizing;
import io.millrace.config.Places;
import io.millrace.config.PropertyFile;
import io.millrace.config.Settings;
import io.millrace.files.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a deployment would create and what its bill would count. */
@Command(
    name = "deploy-plan",
    description = {
      "Say what deploying a configuration would create on AWS, and what the bill would count.",
      "Nothing is asked of AWS. Amounts of money only with --prices."
    },
    sortOptions = false)
final class DeployPlanCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "deploy/millrace.json",
      description = "The job's runtime properties (default: ${DEFAULT-VALUE}).")
  private Path config = Path.of(".");

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      defaultValue = "millrace",
      description = "What all names begin with (default: ${DEFAULT-VALUE}).")
  private String prefix = "";

  @Option(
      names = "--account",
      paramLabel = "DIGITS",
      defaultValue = "123456789012",
      description = "Account to name in the plan (default: ${DEFAULT-VALUE}).")
  private String account = "";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "eu-central-1",
      description = "Region to name in the plan (default: ${DEFAULT-VALUE}).")
  private String region = "";

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Your prices, as properties: see docs/operations.md.")
  private @Nullable Path prices;

  @Mixin private LoadOptions load = new LoadOptions();

  @Mixin private CatalogueOptions decisions = new CatalogueOptions();

  @Override
  public Integer call() {
    List<Load> loads = load.loadsByStream();
    if (!account.matches("[0-9]{12}")) {
      throw new UsageException("--account is \"" + account + "\", must be 12 digits");
    }
    Settings settings =
        Settings.of(
            decisions.catalogue(),
            new Places(prefix, account, region).fill(PropertyFile.read(config)),
            config.toString());
    Figures figures = Figures.measured();
    Sizing sizing = load.sizing(figures);
    Prices money = prices == null ? Prices.NONE : Prices.read(prices);
    Resources.of(settings, sizing, prefix + "-" + account + "-" + region)
        .forEach(System.out::println);
    System.out.println();
    Costs.of(loads, settings, sizing, figures).lines(money).forEach(System.out::println);
    return 0;
  }
}
