package io.millrace.flink.sql;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks objects of classes that are not on our class path, by name. */
final class Hidden {
  private Hidden() {}

  /** The value of a private field; never null. */
  static Object field(Object owner, String name) {
    try {
      Field field = owner.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return Objects.requireNonNull(field.get(owner), name);
    } catch (ReflectiveOperationException e) {
      throw unlike(owner.getClass(), name, e);
    }
  }

  /** The value of a public constant. */
  static Object constant(Class<?> owner, String name) {
    try {
      return Objects.requireNonNull(owner.getField(name).get(null), name);
    } catch (ReflectiveOperationException e) {
      throw unlike(owner, name, e);
    }
  }

  /** A class that is loaded as that of an object is. */
  static Class<?> beside(Object object, String name) {
    try {
      return Class.forName(name, true, object.getClass().getClassLoader());
    } catch (ClassNotFoundException e) {
      throw unlike(object.getClass(), name, e);
    }
  }

  /** What a public method gives; never null. */
  static Object call(Object owner, String name, Object... arguments) {
    return Objects.requireNonNull(call(owner.getClass(), owner, name, arguments), name);
  }

  /** What a public method may give. */
  static @Nullable Object ask(Object owner, String name) {
    return call(owner.getClass(), owner, name);
  }

  /** What a public static method gives; never null. */
  static Object callStatic(Class<?> owner, String name, Object... arguments) {
    return Objects.requireNonNull(call(owner, null, name, arguments), name);
  }

  private static @Nullable Object call(
      Class<?> type, @Nullable Object owner, String name, Object... arguments) {
    try {
      return method(type, name, arguments.length).invoke(owner, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw unlike(type, name, e);
    } catch (ReflectiveOperationException e) {
      throw unlike(type, name, e);
    }
  }

  private static Method method(Class<?> type, String name, int arguments)
      throws NoSuchMethodException {
    return Arrays.stream(type.getMethods())
        .filter(one -> one.getName().equals(name) && one.getParameterCount() == arguments)
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException(name));
  }

  private static IllegalStateException unlike(Class<?> type, String name, Exception e) {
    return new IllegalStateException(type.getName() + " is not as Flink 2.3 has it: no " + name, e);
  }
}
