package io.millrace.testkit;

import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Supplier;

/** Another language, country and time zone than here. */
final class Elsewhere {
  private static final Locale TURKEY = Locale.forLanguageTag("tr-TR");
  private static final Locale INDIA = Locale.forLanguageTag("hi-IN-u-nu-deva");

  private Elsewhere() {}

  /** What comes of it there; afterwards, all is as before. */
  static <T> T run(Supplier<T> what) {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    boolean isTurkey = locale.equals(TURKEY);
    try {
      Locale.setDefault(isTurkey ? INDIA : TURKEY);
      TimeZone.setDefault(
          TimeZone.getTimeZone(
              zone.getID().equals("Pacific/Chatham") ? "America/St_Johns" : "Pacific/Chatham"));
      return what.get();
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }
}
