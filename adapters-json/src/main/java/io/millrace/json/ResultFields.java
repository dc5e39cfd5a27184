package io.millrace.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Measure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of an object that is being written, one after the other, by what they mean. */
final class ResultFields {
  private final JsonGenerator json;
  private final ByteArrayOutputStream out;

  /** Writes through a generator to the stream that the generator writes to. */
  ResultFields(JsonGenerator json, ByteArrayOutputStream out) {
    this.json = json;
    this.out = out;
  }

  ResultFields begin() throws IOException {
    json.writeStartObject();
    return this;
  }

  ResultFields begin(String name) throws IOException {
    json.writeObjectFieldStart(name);
    return this;
  }

  /** Ends the innermost object; the outermost is then in the stream as a whole. */
  ResultFields end() throws IOException {
    json.writeEndObject();
    if (json.getOutputContext().inRoot()) {
      json.flush();
    }
    return this;
  }

  ResultFields beginArray(String name) throws IOException {
    json.writeArrayFieldStart(name);
    return this;
  }

  ResultFields endArray() throws IOException {
    json.writeEndArray();
    return this;
  }

  ResultFields text(String name, String value) throws IOException {
    json.writeStringField(name, unicode(value));
    return this;
  }

  /** Leaves the field out where there is no value. */
  ResultFields textIfAny(String name, @Nullable String value) throws IOException {
    return value == null ? this : text(name, value);
  }

  ResultFields texts(String name, List<String> values) throws IOException {
    beginArray(name);
    for (String value : values) {
      json.writeString(unicode(value));
    }
    return endArray();
  }

  ResultFields word(String name, Enum<?> value) throws IOException {
    return text(name, value.name());
  }

  ResultFields count(String name, long value) throws IOException {
    json.writeNumberField(name, value);
    return this;
  }

  ResultFields real(String name, double value) throws IOException {
    json.writeNumberField(name, value);
    return this;
  }

  ResultFields flag(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
    return this;
  }

  ResultFields time(String name, long epochMs) throws IOException {
    return text(name, UtcTime.format(epochMs));
  }

  /** The amount alone, as a string with the decimals of its currency. */
  ResultFields amount(String name, Money value) throws IOException {
    return text(name, value.format());
  }

  ResultFields measure(String name, Measure value) throws IOException {
    if (value instanceof Measure.Millis millis) {
      return count(name, millis.value());
    } else if (value instanceof Measure.Amount amount) {
      return amount(name, amount.value());
    } else if (value instanceof Measure.Real real) {
      return real(name, real.value());
    }
    throw new IllegalStateException("a kind of measure that is not written: " + value);
  }

  /** A string given as valid UTF-8. */
  ResultFields utf8(String name, byte[] value) throws IOException {
    json.writeFieldName(name);
    json.writeUTF8String(value, 0, value.length);
    return this;
  }

  ResultFields base64(String name, byte[] value) throws IOException {
    json.writeBinaryField(name, value);
    return this;
  }

  /** A value that is JSON already, byte for byte; must not hold a line break. */
  ResultFields json(String name, byte[] value) throws IOException {
    json.writeFieldName(name);
    json.writeRawValue(""); // only the colon, so that the bytes can follow without being decoded
    json.flush();
    out.write(value, 0, value.length);
    return this;
  }

  /**
   * The same text, with a question mark for each half of a surrogate pair, which UTF-8 cannot write
   * and the generator would join with its neighbour.
   */
  private static String unicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
