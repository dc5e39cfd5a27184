package io.millrace.benchmarks.json;

import com.alibaba.fastjson2.util.Fnv;
import io.avaje.json.PropertyNames;
import io.avaje.json.stream.JsonStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The names of a stream's fields in their usual order, as the libraries look for them. */
final class Names {
  static final JsonStream AVAJE = JsonStream.builder().build();

  private final String[] names;
  private final long[] fastjson;
  private final int[] dslJson;
  private final PropertyNames avaje;

  Names(List<String> fields) {
    names = fields.toArray(String[]::new);
    fastjson = fields.stream().mapToLong(Fnv::hashCode64).toArray();
    dslJson = fields.stream().mapToInt(Names::fnv1a).toArray();
    avaje = AVAJE.properties(names);
  }

  PropertyNames avaje() {
    return avaje;
  }

  String name(int index) {
    return names[index];
  }

  int indexOf(String name, int expected) {
    for (int i = 0; i < names.length; i++) {
      int at = (expected + i) % names.length;
      if (names[at].equals(name)) {
        return at;
      }
    }
    return Cursor.UNKNOWN;
  }

  int indexOfFastjson(long hash, int expected) {
    for (int i = 0; i < fastjson.length; i++) {
      int at = (expected + i) % fastjson.length;
      if (fastjson[at] == hash) {
        return at;
      }
    }
    return Cursor.UNKNOWN;
  }

  int indexOfDslJson(int hash, int expected) {
    for (int i = 0; i < dslJson.length; i++) {
      int at = (expected + i) % dslJson.length;
      if (dslJson[at] == hash) {
        return at;
      }
    }
    return Cursor.UNKNOWN;
  }

  private static int fnv1a(String name) {
    int hash = 0x811c9dc5;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b) * 0x1000193;
    }
    return hash;
  }
}
