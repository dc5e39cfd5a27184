package io.millrace.benchmarks.json;

import io.millrace.application.wire.EventDecoder;
import io.millrace.json.JsonWireFormat;
import java.util.function.Supplier;

/** What reads records; ours is first. */
@SuppressWarnings("ImmutableEnumChecker") // what opens readers holds nothing
public enum Library {
  MILLRACE("Millrace", Library::ours),
  JACKSON("jackson-core", () -> new Loop(new JacksonCursor())),
  FASTJSON2("fastjson2", () -> new Loop(new FastjsonCursor())),
  DSL_JSON("dsl-json", () -> new Loop(new DslJsonCursor())),
  AVAJE("avaje-json", () -> new Loop(new AvajeCursor())),
  GSON("Gson", () -> new Loop(new GsonCursor()));

  private final String title;
  private final Supplier<JsonReading> opening;

  Library(String title, Supplier<JsonReading> opening) {
    this.title = title;
    this.opening = opening;
  }

  private static JsonReading ours() {
    EventDecoder decoder = new JsonWireFormat().decoder();
    return (stream, record) ->
        decoder.decode(stream, record).getOrElseThrow(rejection -> new Refused(rejection.detail()));
  }

  /** Its name for people. */
  String title() {
    return title;
  }

  /** Something that reads with it. */
  JsonReading open() {
    return opening.get();
  }
}
