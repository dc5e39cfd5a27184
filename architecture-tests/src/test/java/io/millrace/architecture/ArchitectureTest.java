package io.millrace.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.architecture.fixture.Careless;
import io.millrace.architecture.fixture.Shortcut;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.policy.PolicySection;
import io.millrace.files.OwnFile;
import io.millrace.flink.local.Loopback;
import io.millrace.testkit.LawTests;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.millrace");

  private static final JavaClasses DOMAIN = HOUSE.that(resideInAPackage("io.millrace.domain.."));

  static List<ArchRule> determinism() {
    return List.of(
        DeterminismRules.noInputOutput(),
        DeterminismRules.noClockNoChance(),
        DeterminismRules.nothingOfTheMachine(),
        DeterminismRules.nothingOfTheLocale(),
        DeterminismRules.strictArithmetic());
  }

  @ParameterizedTest
  @MethodSource("determinism")
  void the_domain_is_deterministic(ArchRule rule) {
    rule.check(DOMAIN);
  }

  @ParameterizedTest
  @MethodSource("determinism")
  void every_rule_of_determinism_can_be_broken(ArchRule rule) {
    JavaClasses careless = new ClassFileImporter().importClasses(Careless.class);
    assertThat(rule.evaluate(careless).hasViolation()).as(rule.getDescription()).isTrue();
  }

  @Test
  void the_domain_knows_values_only() {
    mayDependOn("domain", "io.vavr..").check(HOUSE);
  }

  @Test
  void the_application_knows_the_domain() {
    mayDependOn("application", "io.vavr..", "io.millrace.domain..").check(HOUSE);
  }

  @Test
  void the_json_adapter_knows_the_application_and_what_reads_json_yaml_and_patterns() {
    mayDependOn(
            "json",
            "io.vavr..",
            "io.millrace.domain..",
            "io.millrace.application..",
            "com.fasterxml.jackson.core..",
            "org.snakeyaml.engine.v2..",
            "com.google.re2j..")
        .check(HOUSE);
  }

  @Test
  void the_files_adapter_knows_the_application() {
    mayDependOn("files", "io.millrace.domain..", "io.millrace.application..").check(HOUSE);
  }

  @Test
  void synthetic_traffic_knows_what_events_are_and_how_files_are_written() {
    mayDependOn("traffic", "io.millrace.domain..", "io.millrace.files..").check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.millrace.traffic..",
            "io.millrace.bootstrap.chaos..",
            "io.millrace.bootstrap.cli..",
            "io.millrace.bootstrap.demo..",
            "io.millrace.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.millrace.traffic..")
        .because("it is never deployed")
        .check(HOUSE);
  }

  @Test
  void the_flink_adapter_knows_the_application_flink_and_kafkas_clients() {
    mayDependOn(
            "flink",
            "io.vavr..",
            "io.millrace.domain..",
            "io.millrace.application..",
            "io.millrace.files..",
            "org.apache.flink..",
            "org.apache.kafka.clients..",
            "org.apache.kafka.common..",
            "org.slf4j..")
        .check(HOUSE);
  }

  @Test
  void the_aws_adapter_knows_the_application_the_sdk_and_the_base_of_connectors() {
    mayDependOn(
            "aws",
            "io.vavr..",
            "io.millrace.domain..",
            "io.millrace.application..",
            "io.millrace.files..",
            "com.fasterxml.jackson.core..",
            "org.slf4j..",
            "software.amazon.awssdk..",
            "com.google.protobuf..", // what an aggregated record is written in
            "software.amazon.kinesis.retrieval..",
            "org.apache.flink.api..",
            "org.apache.flink.configuration..",
            "org.apache.flink.connector.base..",
            "org.apache.flink.core..",
            "org.apache.flink.metrics..",
            "org.apache.flink.util..")
        .check(HOUSE);
  }

  @Test
  void the_http_adapter_knows_the_application_and_small_libraries() {
    mayDependOn(
            "http",
            "io.millrace.domain..",
            "io.millrace.application..",
            "com.fasterxml.jackson.core..",
            "com.github.benmanes.caffeine..",
            "org.eclipse.jetty..",
            "org.slf4j..")
        .check(HOUSE);
  }

  @Test
  void the_configuration_knows_what_can_be_configured() {
    mayDependOn(
            "config",
            "io.millrace.domain..",
            "io.millrace.application.catalogue",
            "io.millrace.application.wire",
            "io.millrace.json..",
            "io.millrace.files",
            "io.millrace.aws",
            "io.millrace.aws.kinesis",
            "io.millrace.aws.sink",
            "io.millrace.aws.tables",
            "com.fasterxml.jackson.core..")
        .check(HOUSE);
  }

  @Test
  void the_stack_knows_the_cdk_and_what_the_job_says_of_itself() {
    mayDependOn(
            "deploy",
            "software.amazon.awscdk..",
            "software.amazon.jsii..",
            "software.constructs..",
            "com.fasterxml.jackson..",
            "io.millrace.domain.event",
            "io.millrace.domain.result",
            "io.millrace.domain.schema",
            "io.millrace.application.catalogue",
            "io.millrace.application.metrics",
            "io.millrace.application.wire",
            "io.millrace.aws",
            "io.millrace.aws.s3",
            "io.millrace.aws.tables",
            "io.millrace.config",
            "io.millrace.files")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.millrace.deploy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.millrace.deploy..", "software.amazon.awscdk..")
        .because("the job runs without what deploys it")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("io.millrace.deploy")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .because("the stack is made by the CDK; only bills of materials are JSON")
        .check(HOUSE);
    mayDependOn("deploy.sbom", "com.fasterxml.jackson..", "io.millrace.files").check(HOUSE);
  }

  @Test
  void the_broker_knows_kafka_alone_and_is_known_to_chaos_and_benchmarks() {
    mayDependOn("broker", "kafka", "kafka.server..", "kafka.tools..", "org.apache.kafka..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.millrace.broker..",
            "io.millrace.bootstrap.chaos..",
            "io.millrace.bootstrap.cli..",
            "io.millrace.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.millrace.broker..")
        .because("it is never deployed")
        .check(HOUSE);
  }

  @Test
  void the_testkit_knows_the_application_and_in_one_class_junit_and_is_known_to_nobody() {
    mayDependOn(
            "testkit", "io.millrace.domain..", "io.millrace.application..", "org.junit.jupiter.api")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("io.millrace.testkit..")
        .and()
        .doNotBelongToAnyOf(LawTests.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.junit..")
        .because("who tests otherwise needs no JUnit")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.millrace.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.millrace.testkit..")
        .because("it is never deployed")
        .check(HOUSE);
  }

  @Test
  void nobody_knows_bootstrap() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.millrace.bootstrap..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.millrace.bootstrap..")
        .because("wiring happens last")
        .check(HOUSE);
  }

  @Test
  void commands_without_flink_do_not_know_it() {
    noClasses()
        .that()
        .resideInAPackage("io.millrace.bootstrap..")
        .and(not(resideInAPackage("io.millrace.bootstrap.run..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..", "io.millrace.flink..", "io.millrace.aws.s3.flink..")
        .because("the backfill runs with no Flink on the class path")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("io.millrace.bootstrap..")
        .and(
            not(
                resideInAnyPackage(
                    "io.millrace.bootstrap.run..",
                    "io.millrace.bootstrap.serve..",
                    "io.millrace.bootstrap.demo..")))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.millrace.aws..")
                .and(
                    not(
                        resideInAnyPackage(
                            "io.millrace.aws", "io.millrace.aws.result", "io.millrace.aws.s3"))))
        .because("of the connectors to AWS, only these are free of Flink")
        .check(HOUSE);
  }

  @Test
  void every_cluster_in_this_process_is_closed_to_others() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Loopback.class)
        .should()
        .callMethodWhere(
            target(owner(type(StreamExecutionEnvironment.class)))
                .and(target(nameStartingWith("createLocal"))))
        .because("Flink listens on all interfaces and runs what is uploaded, if it is let")
        .check(HOUSE);
    classes()
        .that(dependOn(MiniClusterConfiguration.Builder.class))
        .should()
        .callMethod(Loopback.class, "closed", Configuration.class)
        .because("Flink listens on all interfaces and runs what is uploaded, if it is let")
        .check(HOUSE);
  }

  @Test
  void commands_write_files_that_no_planted_link_leads_elsewhere() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.millrace.files..", "io.millrace.traffic..", "io.millrace.bootstrap..")
        .and()
        .resideOutsideOfPackage("io.millrace.bootstrap.chaos..") // in a new folder of its own
        .and()
        .doNotBelongToAnyOf(OwnFile.class)
        .and()
        .doNotHaveSimpleName("StateFolder") // names its own options
        .should()
        .callMethodWhere(
            target(owner(type(Files.class)))
                .and(
                    target(
                        nameMatching("newOutputStream|newBufferedWriter|write|writeString|copy"))))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(FileOutputStream.class, FileWriter.class)
        .because("OwnFile does not follow symbolic links")
        .check(HOUSE);
  }

  private static DescribedPredicate<JavaClass> dependOn(Class<?> other) {
    return DescribedPredicate.describe(
        "depend on " + other.getName(),
        one ->
            one.getDirectDependenciesFromSelf().stream()
                .anyMatch(it -> it.getTargetClass().isEquivalentTo(other)));
  }

  @Test
  void histories_in_s3_and_settings_are_read_without_flink() {
    noClasses()
        .that()
        .resideInAnyPackage("io.millrace.aws", "io.millrace.aws.s3", "io.millrace.config")
        .should()
        .transitivelyDependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "io.millrace.flink..")
        .because("the backfill runs with no Flink on the class path")
        .check(HOUSE);
  }

  @Test
  void the_parts_of_the_flink_adapter_lie_in_layers() {
    slices()
        .matching("io.millrace.flink.(*)..")
        .should()
        .beFreeOfCycles()
        .because("each part can be read before those that stand on it")
        .check(HOUSE);
  }

  @Test
  void decisions_do_not_know_each_other() {
    slices()
        .matching("io.millrace.domain.(*)..")
        .should()
        .beFreeOfCycles()
        .because("each decision can be read on its own")
        .check(DOMAIN);
  }

  static List<ArchRule> catalogue() {
    return List.of(
        CatalogueRules.decisionsDoNotKnowEachOther(
            List.of("io.millrace.domain", "io.millrace.application", "io.millrace.flink"),
            CatalogueRules.decisions(HOUSE)),
        CatalogueRules.onlyTheOutermostAskWhatIsInstalled());
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void what_there_is_to_know_of_a_decision_or_a_stream_is_in_one_place(ArchRule rule) {
    rule.check(HOUSE);
  }

  /** To the first of them, the rules and what they are for are two decisions. */
  @Test
  void every_rule_of_the_catalogue_can_be_broken() {
    JavaClasses shortcut = new ClassFileImporter().importPackages(Shortcut.class.getPackageName());
    assertThat(
            List.of(
                CatalogueRules.decisionsDoNotKnowEachOther(
                    List.of("io.millrace"), Set.of("architecture", "application")),
                CatalogueRules.onlyTheOutermostAskWhatIsInstalled()))
        .allMatch(rule -> rule.evaluate(shortcut).hasViolation());
  }

  @Test
  void the_machine_and_the_policies_of_an_entry_lie_in_one_package_of_the_domain() {
    Set<String> decisions = CatalogueRules.decisions(HOUSE);
    for (DecisionEntry<?, ?, ?> entry : Catalogue.installed().entries()) {
      String machine = entry.by(Policies.DEFAULT).machine().getClass().getPackageName();
      assertThat(machine).as(entry.name()).startsWith("io.millrace.domain.");
      assertThat(decisions).contains(machine.substring("io.millrace.domain.".length()));
      for (PolicySection<?> section : entry.sections()) {
        assertThat(section.normal().getClass().getPackageName())
            .as(entry.name())
            .isEqualTo(machine);
      }
    }
  }

  @Test
  void every_machine_is_final_and_keeps_nothing_that_changes() {
    classes()
        .that()
        .implement(StateMachine.class)
        .should()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
        .andShould()
        .haveOnlyFinalFields()
        .because("everything that changes is in the state")
        .check(DOMAIN);
  }

  private static ArchRule mayDependOn(String module, String... packages) {
    String own = "io.millrace." + module + "..";
    String[] allowed =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(own, "java..", "org.jspecify.."),
                java.util.Arrays.stream(packages))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .because("dependencies point inwards");
  }
}
