package io.millrace.bootstrap.run;

/** Who hears how a live job is. */
public interface LiveReport {
  /** One sentence, told at once: where it starts, what goes wrong, what goes on again. */
  void say(String sentence);

  /** How far the job is, twice a second. */
  void at(LiveStatus status);
}
