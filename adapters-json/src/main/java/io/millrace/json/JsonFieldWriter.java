package io.millrace.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldWriter;
import io.millrace.domain.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as JSON objects, their fields under the names of their schemas. On the way it
 * takes down the fields that a record is found by.
 */
final class JsonFieldWriter implements FieldWriter {
  /** What the writing of a schema's records needs of it, made once. */
  @SuppressWarnings("ArrayRecordComponent") // forms are never compared
  private record Form(Schema<?> schema, SerializableString[] names, boolean[] isFoundBy) {
    static Form of(Schema<?> schema) {
      List<Field> fields = schema.fields();
      Form form =
          new Form(schema, new SerializableString[fields.size()], new boolean[fields.size()]);
      for (int i = 0; i < fields.size(); i++) {
        form.names[i] = new SerializedString(fields.get(i).name());
        form.isFoundBy[i] = fields.get(i).isFoundBy();
      }
      return form;
    }
  }

  private static final Form NOTHING = Form.of(Schema.<Object>written("", (none, out) -> {}));

  private final JsonGenerator json;
  private final ByteArrayOutputStream out;
  private final IdentityHashMap<Schema<?>, Form> forms = new IdentityHashMap<>();
  private final List<String> found = new ArrayList<>();
  private Form form = NOTHING;
  private int next;

  /** Writes through a generator to the stream that the generator writes to. */
  JsonFieldWriter(JsonGenerator json, ByteArrayOutputStream out) {
    this.json = json;
    this.out = out;
  }

  /** The fields that the record written last is found by, in their order. */
  List<String> found() {
    return List.copyOf(found);
  }

  /** Writes a record, which is then in the stream as a whole. */
  <T> void write(Schema<T> schema, T value) throws IOException {
    try {
      found.clear();
      record(schema, value);
      json.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private <T> void record(Schema<T> schema, T value) throws IOException {
    Form outer = form;
    int after = next;
    form = forms.computeIfAbsent(schema, Form::of);
    next = 0;
    json.writeStartObject();
    schema.write(value, this);
    json.writeEndObject();
    if (next != form.names.length) {
      throw new IllegalStateException(schema + " reads off " + next + " fields");
    }
    form = outer;
    next = after;
  }

  @Override
  public FieldWriter text(String value) {
    try {
      string(unicode(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Writes a field of text; takes it down where the record is found by it. */
  private void string(String value) throws IOException {
    if (form.isFoundBy[next]) {
      found.add(value);
    }
    json.writeFieldName(form.names[next++]);
    json.writeString(value);
  }

  @Override
  public FieldWriter textOrNull(@Nullable String value) {
    if (value != null) {
      return text(value);
    }
    next++;
    return this;
  }

  @Override
  public FieldWriter flag(boolean value) {
    try {
      json.writeFieldName(form.names[next++]);
      json.writeBoolean(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter integer(int value) {
    return whole(value);
  }

  @Override
  public FieldWriter count(long value) {
    return whole(value);
  }

  @Override
  public FieldWriter whole(long value) {
    try {
      if (form.isFoundBy[next]) {
        found.add(Long.toString(value));
      }
      json.writeFieldName(form.names[next++]);
      json.writeNumber(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter real(double value) {
    try {
      json.writeFieldName(form.names[next++]);
      json.writeNumber(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter time(long epochMs) {
    return text(UtcTime.format(epochMs));
  }

  @Override
  public FieldWriter word(Enum<?> value) {
    return text(value.name());
  }

  @Override
  public FieldWriter decimal(BigDecimal value) {
    return text(value.toPlainString());
  }

  @Override
  public FieldWriter amount(Money value) {
    return text(value.format());
  }

  @Override
  public FieldWriter currency(Currency value) {
    return text(value.code());
  }

  @Override
  public FieldWriter money(Money value) {
    return amount(value).currency(value.currency());
  }

  @Override
  public FieldWriter amounts(List<Money> values) {
    try {
      json.writeFieldName(form.names[next++]);
      json.writeStartObject();
      for (Money value : values) {
        json.writeStringField(value.currency().code(), value.format());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public FieldWriter texts(List<String> values) {
    try {
      json.writeFieldName(form.names[next++]);
      json.writeStartArray();
      for (String value : values) {
        json.writeString(unicode(value));
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** UTF-8 as it is, and else in base64 under another name. */
  @Override
  public FieldWriter raw(byte[] value) {
    try {
      if (StrictUtf8.isValid(value)) {
        json.writeFieldName(form.names[next]);
        json.writeUTF8String(value, 0, value.length);
      } else {
        json.writeBinaryField(form.names[next].getValue() + "_base64", value);
      }
      next++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /**
   * Byte for byte, but on one line: in valid JSON a line break is white space between tokens, as in
   * a string it would be escaped.
   */
  @Override
  public FieldWriter json(byte[] value) {
    try {
      json.writeFieldName(form.names[next++]);
      json.writeRawValue(""); // only the colon, so that the bytes can follow without being decoded
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (byte one : value) {
      out.write(one == '\n' || one == '\r' ? ' ' : one);
    }
    return this;
  }

  @Override
  public <T> FieldWriter object(Schema<T> schema, @Nullable T value) {
    try {
      if (value == null) {
        next++;
      } else {
        json.writeFieldName(form.names[next++]);
        record(schema, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public <T> FieldWriter objects(Schema<T> schema, List<T> values) {
    try {
      json.writeFieldName(form.names[next++]);
      json.writeStartArray();
      for (T value : values) {
        record(schema, value);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
