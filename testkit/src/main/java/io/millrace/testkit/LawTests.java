package io.millrace.testkit;

import java.util.Arrays;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** The laws as tests of JUnit 5, one each: to be returned by a method with {@code TestFactory}. */
public final class LawTests {
  private LawTests() {}

  /** A test for each law, by its sentence. */
  public static DynamicContainer of(Laws<?, ?, ?> laws) {
    return of(laws.name(), laws);
  }

  /** The same by another name, where a decision is tested by several policies. */
  public static DynamicContainer of(String name, Laws<?, ?, ?> laws) {
    return DynamicContainer.dynamicContainer(
        name,
        Arrays.stream(Law.values())
            .map(law -> DynamicTest.dynamicTest(law.sentence(), () -> laws.check(law))));
  }
}
