package io.millrace.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.domain.kernel.StateMachine;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** A decision is one entry, one stream one schema: nothing else lists them. */
final class CatalogueRules {
  private static final String DOMAIN = "io.millrace.domain.";

  private CatalogueRules() {}

  /** The words of the decisions: the packages of the domain with a machine in them. */
  static Set<String> decisions(JavaClasses house) {
    Set<String> words = new TreeSet<>();
    house.stream()
        .filter(one -> one.isAssignableTo(StateMachine.class))
        .filter(one -> !one.getModifiers().contains(JavaModifier.ABSTRACT))
        .map(one -> one.getPackageName())
        .filter(name -> name.startsWith(DOMAIN))
        .forEach(name -> words.add(name.substring(DOMAIN.length()).split("\\.", 2)[0]));
    return words;
  }

  /** A decision's packages are those of its word in any of the roots. */
  static ArchRule decisionsDoNotKnowEachOther(List<String> roots, Set<String> decisions) {
    ArchRule all = null;
    for (String decision : decisions) {
      ArchRule one =
          noClasses()
              .that()
              .resideInAnyPackage(packages(roots, Set.of(decision)))
              .should()
              .dependOnClassesThat(
                  resideInAnyPackage(packages(roots, decisions))
                      .and(not(resideInAnyPackage(packages(roots, Set.of(decision))))))
              .because("each decision can be read on its own")
              .allowEmptyShould(true);
      all = all == null ? one : CompositeArchRule.of(all).and(one);
    }
    return Objects.requireNonNull(all);
  }

  private static String[] packages(List<String> roots, Set<String> decisions) {
    return roots.stream()
        .flatMap(root -> decisions.stream().map(decision -> root + "." + decision + ".."))
        .toArray(String[]::new);
  }

  /** Flink reads a state before anybody can be asked what the job was given. */
  static ArchRule onlyTheOutermostAskWhatIsInstalled() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.millrace.bootstrap..", "io.millrace.benchmarks..", "io.millrace.deploy")
        .and()
        .doNotHaveFullyQualifiedName(Catalogue.class.getName())
        .and()
        .resideOutsideOfPackage("io.millrace.flink.state")
        .and()
        .doNotHaveFullyQualifiedName("io.millrace.aws.sink.EntrySerializer")
        .should()
        .callMethodWhere(target(owner(type(Catalogue.class))).and(target(name("installed"))))
        .because("who is given the decisions can be given others");
  }
}
