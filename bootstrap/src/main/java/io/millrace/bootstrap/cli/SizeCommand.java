package io.millrace.bootstrap.cli;

import io.millrace.bootstrap.plan.Figures;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says how many shards and KPUs a load wants, and how it comes to that. */
@Command(
    name = "size",
    description = {
      "Say how many shards and KPUs a deployed job wants, with the arithmetic.",
      "It is a start: measure your own events, and raise or lower it."
    },
    sortOptions = false)
final class SizeCommand implements Callable<Integer> {
  @Mixin private LoadOptions load = new LoadOptions();

  @Override
  public Integer call() {
    load.sizing(Figures.measured()).lines().forEach(System.out::println);
    return 0;
  }
}
