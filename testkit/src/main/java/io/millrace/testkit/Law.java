package io.millrace.testkit;

/** What holds for every decision, whatever it decides. */
public enum Law {
  /** Without it, the others would say nothing. */
  HISTORIES("the histories make it decide something, and a seed gives the same one again"),
  /** {@code onDeadline} returns a state with a later deadline; the initial state has none. */
  DEADLINES("deadlines move on"),
  /** {@code initial()} is always the same object, and no machine changes it. */
  INITIAL("the initial state stays what it is"),
  /** The machine keeps nothing but what it returns. */
  KEYS("what happens to one key changes nothing for another"),
  /** Also where language, country and time zone are others. */
  REPEAT("the same events give the same bytes again"),
  /** What is decided is what a replay of the sorted events decides. */
  ARRIVAL("events may arrive in any order within the bound"),
  /** A copy has the time, the rank and the id of another event of its key. */
  COPIES("copies of events change nothing"),
  /** Every event and every state on the way. */
  CODECS("what was written and read again is the same"),
  /** By the codec, and by the rule where it is one. */
  COPY("a copy of a state is equal and changes on its own"),
  /** At any point, with the events that wait. */
  RESTORE("a run that was stopped and restored goes on as if nothing had been"),
  /** Unless the decision says that it remembers for ever; then it remembers little. */
  END("what is remembered of a key ends"),
  /** Raised once, then confirmed or withdrawn; what is confirmed is what is decided. */
  SIGNALS("signals add up to the alerts");

  private final String sentence;

  Law(String sentence) {
    this.sentence = sentence;
  }

  /** The law in words. */
  public String sentence() {
    return sentence;
  }
}
