package io.millrace.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.Serializable;
import java.util.Locale;
import java.util.Set;

/** What code must not do whose results follow from its inputs alone. */
final class DeterminismRules {
  private static final Set<String> STRICT_EVERYWHERE =
      Set.of(
          "abs",
          "max",
          "min",
          "round",
          "sqrt",
          "signum",
          "nextDown",
          "nextUp",
          "floorMod",
          "floorDiv",
          "toIntExact");

  private static final DescribedPredicate<JavaClass> IO_OR_LOGGING =
      resideInAnyPackage(
              "java.io..",
              "java.nio.file..",
              "java.nio.channels..",
              "java.net..",
              "java.util.logging..",
              "java.sql..",
              "org.slf4j..",
              "org.apache.logging..")
          .and(DescribedPredicate.not(type(Serializable.class)))
          // how those fail who write or read a record for others
          .and(DescribedPredicate.not(type(IOException.class)))
          .as("I/O or logging");

  private static final DescribedPredicate<JavaClass> CLOCK_OR_CHANCE =
      resideInAnyPackage(
              "java.time..", "java.util.random..", "java.security..", "java.util.concurrent..")
          .or(type(java.util.Random.class))
          .or(type(java.util.SplittableRandom.class))
          .or(type(java.util.UUID.class))
          .or(type(java.util.Date.class))
          .or(type(java.util.Calendar.class))
          .or(type(java.util.Timer.class))
          .or(type(Thread.class))
          .and(DescribedPredicate.not(type(java.security.MessageDigest.class)))
          .and(DescribedPredicate.not(type(java.security.NoSuchAlgorithmException.class)))
          .as("a clock, chance or another thread");

  private DeterminismRules() {}

  static ArchRule noInputOutput() {
    return noClasses()
        .should()
        .dependOnClassesThat(IO_OR_LOGGING)
        .because("a decision must be replayable anywhere");
  }

  static ArchRule noClockNoChance() {
    return noClasses()
        .should()
        .dependOnClassesThat(CLOCK_OR_CHANCE)
        .because("time is a parameter, and the same events give the same results");
  }

  static ArchRule nothingOfTheMachine() {
    return noClasses()
        .should()
        .callCodeUnitWhere(callTo("the running system", DeterminismRules::asksTheSystem))
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .because("System knows the time, the environment and the console");
  }

  static ArchRule nothingOfTheLocale() {
    return noClasses()
        .should()
        .callCodeUnitWhere(callTo("the default locale", DeterminismRules::usesTheLocale))
        .because("text must not depend on where it is written");
  }

  static ArchRule strictArithmetic() {
    return noClasses()
        .should()
        .callCodeUnitWhere(
            callTo(
                "Math where StrictMath may differ",
                target ->
                    target.getOwner().isEquivalentTo(Math.class)
                        && !STRICT_EVERYWHERE.contains(target.getName())))
        .because("Math may differ in the last bit between machines, StrictMath does not");
  }

  private static boolean asksTheSystem(CodeUnitCallTarget target) {
    boolean identity =
        target.getOwner().isEquivalentTo(Object.class) && target.getName().equals("hashCode");
    boolean copies = target.getName().equals("arraycopy");
    return identity || (target.getOwner().isEquivalentTo(System.class) && !copies);
  }

  private static boolean usesTheLocale(CodeUnitCallTarget target) {
    boolean text = target.getOwner().isEquivalentTo(String.class);
    boolean formats = Set.of("format", "formatted").contains(target.getName());
    boolean changesCase = Set.of("toUpperCase", "toLowerCase").contains(target.getName());
    boolean named =
        target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Locale.class));
    return text && (formats || changesCase) && !named;
  }

  private static DescribedPredicate<JavaCall<?>> callTo(
      String what, java.util.function.Predicate<CodeUnitCallTarget> test) {
    return describe("call " + what, call -> test.test(call.getTarget()));
  }
}
