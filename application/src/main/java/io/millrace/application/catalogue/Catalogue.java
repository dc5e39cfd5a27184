package io.millrace.application.catalogue;

import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.CurrencyScales;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.policy.PolicySection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The decisions that a job, a backfill, the API and the stack are given. All of them are made from
 * this list: a new decision is one more entry, a new stream one more stream.
 *
 * @param modules what brings them
 */
public record Catalogue(List<DecisionModule> modules) implements Serializable {
  /** Keeps the modules. */
  public Catalogue {
    modules = List.copyOf(modules);
  }

  /** Kinds of results that do not come of a decision alone. */
  private static final List<ResultType> OF_EVERY_JOB =
      List.of(ResultType.REJECTIONS, ResultType.LATE, ResultType.ALERT_SIGNALS);

  /** Looked for once: what is on the class path stays there. */
  private static final class Installed {
    static final Catalogue ALL = in(Catalogue.class.getClassLoader());
  }

  /**
   * All modules that are on the class path of this class, in its order. Whoever starts anything has
   * them {@link #checked}.
   *
   * @throws InvalidCatalogue if one cannot be loaded
   */
  public static Catalogue installed() {
    return Installed.ALL;
  }

  /**
   * All modules that a class loader knows, in its order.
   *
   * @throws InvalidCatalogue if one cannot be loaded
   */
  public static Catalogue in(ClassLoader classes) {
    List<DecisionModule> modules = new ArrayList<>();
    try {
      ServiceLoader.load(DecisionModule.class, classes).forEach(modules::add);
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new InvalidCatalogue(
          List.of(
              "a module cannot be loaded: "
                  + e
                  + (e.getCause() == null ? "" : ": " + e.getCause())));
    }
    return new Catalogue(modules);
  }

  /**
   * The same catalogue, whose modules fit together and whose decisions can run.
   *
   * @throws InvalidCatalogue with all that is wrong
   */
  public Catalogue checked() {
    List<String> faults = CatalogueCheck.faults(this);
    if (!faults.isEmpty()) {
      throw new InvalidCatalogue(faults);
    }
    return this;
  }

  /** The same catalogue and one more module. */
  public Catalogue and(DecisionModule module) {
    List<DecisionModule> all = new ArrayList<>(modules);
    all.add(module);
    return new Catalogue(all);
  }

  /** The streams that may be read, in the order in which they are told. */
  public List<Stream> streams() {
    List<Stream> all = new ArrayList<>();
    modules.forEach(module -> all.addAll(module.streams()));
    return all;
  }

  /** The stream of a name. */
  public Optional<Stream> stream(String id) {
    return streams().stream().filter(stream -> stream.id().equals(id)).findFirst();
  }

  /** The kinds of results that there are under any policies, in the order of the decisions. */
  public Set<ResultType> resultTypes() {
    Set<ResultType> types = new LinkedHashSet<>();
    entries().forEach(entry -> types.addAll(entry.everyResult()));
    types.addAll(OF_EVERY_JOB);
    return types;
  }

  /** The kind of results of a name. */
  public Optional<ResultType> resultType(String id) {
    return resultTypes().stream().filter(type -> type.id().equals(id)).findFirst();
  }

  /** The entries, in the order in which they are told. */
  public List<DecisionEntry<?, ?, ?>> entries() {
    List<DecisionEntry<?, ?, ?>> all = new ArrayList<>();
    modules.forEach(module -> all.addAll(module.decisions()));
    return all;
  }

  /** The entries whose decisions an engine makes, or leaves to the machine. */
  public List<DecisionEntry<?, ?, ?>> entries(Engine engine) {
    return entries().stream().filter(entry -> entry.isMadeBy(engine)).toList();
  }

  /** The decisions that the machines make by the given policies. */
  public List<Decision<?, ?, ?>> decisions(Policies policies) {
    return decisions(Engine.MACHINE, policies);
  }

  /** The decisions by the given policies that there are where an engine is asked for. */
  public List<Decision<?, ?, ?>> decisions(Engine engine, Policies policies) {
    List<Decision<?, ?, ?>> all = new ArrayList<>();
    entries(engine).forEach(entry -> all.add(entry.by(policies)));
    return all;
  }

  /**
   * The decision of a name, or the second step of one, by the given policies.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Decision<?, ?, ?> step(String name, Policies policies) {
    for (DecisionEntry<?, ?, ?> entry : entries()) {
      for (Decision<?, ?, ?> step = entry.by(policies); step != null; step = step.merge()) {
        if (step.name().equals(name)) {
          return step;
        }
      }
    }
    throw new IllegalArgumentException("there is no decision " + name);
  }

  /**
   * What makes the decision of a name, or its second step, where an engine is asked for; see {@link
   * DecisionEntry#decidedBy}.
   */
  public Engine decidedBy(String decision, Engine asked, Policies policies) {
    return entries().stream()
        .filter(entry -> entry.name().equals(decision))
        .findFirst()
        .map(entry -> entry.decidedBy(asked, policies))
        .orElse(Engine.MACHINE);
  }

  /** The sections that policies may have: those of the decisions, and those of all streams. */
  public List<PolicySection<?>> sections() {
    List<PolicySection<?>> all = new ArrayList<>();
    entries().forEach(entry -> all.addAll(entry.sections()));
    all.add(CurrencyScales.SECTION);
    all.add(OutOfOrderness.SECTION);
    all.add(AheadOfTime.SECTION);
    return all.stream().distinct().toList();
  }

  /** What readers of alerts must know, rule by rule. */
  public List<AlertKind> alerts() {
    List<AlertKind> all = new ArrayList<>();
    entries().forEach(entry -> all.addAll(entry.alerts()));
    return all;
  }

  /**
   * What readers of the alerts of a rule must know.
   *
   * @throws IllegalArgumentException if no decision raises alerts by that rule
   */
  public AlertKind alertsOf(String rule) {
    return alerts().stream()
        .filter(kind -> kind.rule().equals(rule))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no decision raises alerts by a rule " + rule));
  }

  /**
   * The kinds of results that there are where an engine is asked for.
   *
   * @param signals whether alerts are raised ahead of the watermark
   */
  public Set<ResultType> results(Engine engine, Policies policies, boolean signals) {
    Set<ResultType> types = new LinkedHashSet<>();
    entries(engine).forEach(entry -> types.addAll(entry.results(policies)));
    types.add(ResultType.REJECTIONS);
    types.add(ResultType.LATE);
    if (signals) {
      types.add(ResultType.ALERT_SIGNALS);
    }
    return types;
  }
}
