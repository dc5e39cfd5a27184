package io.millrace.benchmarks.json;

import io.millrace.application.wire.EventDecoder;
import io.millrace.json.JsonWireFormat;

/** What reads records; ours is first. */
public enum Library {
  MILLRACE("Millrace") {
    @Override
    JsonReading open() {
      EventDecoder decoder = new JsonWireFormat().decoder();
      return (stream, record) ->
          decoder
              .decode(stream, record)
              .getOrElseThrow(rejection -> new Refused(rejection.detail()));
    }
  },
  JACKSON("jackson-core") {
    @Override
    JsonReading open() {
      return new Loop(new JacksonCursor());
    }
  },
  FASTJSON2("fastjson2") {
    @Override
    JsonReading open() {
      return new Loop(new FastjsonCursor());
    }
  },
  DSL_JSON("dsl-json") {
    @Override
    JsonReading open() {
      return new Loop(new DslJsonCursor());
    }
  },
  AVAJE("avaje-json") {
    @Override
    JsonReading open() {
      return new Loop(new AvajeCursor());
    }
  },
  GSON("Gson") {
    @Override
    JsonReading open() {
      return new Loop(new GsonCursor());
    }
  };

  private final String title;

  Library(String title) {
    this.title = title;
  }

  /** Its name for people. */
  String title() {
    return title;
  }

  /** Something that reads with it. */
  abstract JsonReading open();
}
