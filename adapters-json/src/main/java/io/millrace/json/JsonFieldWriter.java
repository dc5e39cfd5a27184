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
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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
  private final List<String> found;
  private final JsonObjects objects = new JsonObjects();
  private Form form = NOTHING;
  private int next;

  /**
   * Writes through a generator to the stream that the generator writes to.
   *
   * @param found gets what the record written last is found by, in the order of its fields
   */
  JsonFieldWriter(JsonGenerator json, ByteArrayOutputStream out, List<String> found) {
    this.json = json;
    this.out = out;
    this.found = found;
  }

  /** Writes a record, which is then in the stream as a whole. */
  <T> void write(Schema<T> schema, T value) throws IOException {
    found.clear();
    record(schema, value);
    json.flush();
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

  /** Begins the next field. */
  private JsonGenerator field() throws IOException {
    json.writeFieldName(form.names[next++]);
    return json;
  }

  @Override
  public FieldWriter text(String value) throws IOException {
    String unicode = unicode(value);
    if (form.isFoundBy[next]) {
      found.add(unicode);
    }
    field().writeString(unicode);
    return this;
  }

  @Override
  public FieldWriter textOrNull(@Nullable String value) throws IOException {
    if (value != null) {
      return text(value);
    }
    next++;
    return this;
  }

  @Override
  public <T> FieldWriter optional(@Nullable T value, Put<T> put) throws IOException {
    if (value == null) {
      next++;
    } else {
      put.to(value, this);
    }
    return this;
  }

  @Override
  public FieldWriter flag(boolean value) throws IOException {
    field().writeBoolean(value);
    return this;
  }

  @Override
  public FieldWriter integer(int value) throws IOException {
    return whole(value);
  }

  @Override
  public FieldWriter count(long value) throws IOException {
    return whole(value);
  }

  @Override
  public FieldWriter whole(long value) throws IOException {
    if (form.isFoundBy[next]) {
      found.add(Long.toString(value));
    }
    field().writeNumber(value);
    return this;
  }

  @Override
  public FieldWriter real(double value) throws IOException {
    field().writeNumber(value);
    return this;
  }

  @Override
  public FieldWriter time(long epochMs) throws IOException {
    return text(UtcTime.format(epochMs));
  }

  @Override
  public FieldWriter word(Enum<?> value) throws IOException {
    return text(value.name());
  }

  @Override
  public FieldWriter decimal(BigDecimal value) throws IOException {
    return text(value.toPlainString());
  }

  @Override
  public FieldWriter amount(Money value) throws IOException {
    return text(value.format());
  }

  @Override
  public FieldWriter currency(Currency value) throws IOException {
    return text(value.code());
  }

  @Override
  public FieldWriter money(Money value) throws IOException {
    return amount(value).currency(value.currency());
  }

  @Override
  public FieldWriter amounts(List<Money> values) throws IOException {
    field().writeStartObject();
    for (Money value : values) {
      json.writeStringField(value.currency().code(), value.format());
    }
    json.writeEndObject();
    return this;
  }

  @Override
  public FieldWriter texts(List<String> values) throws IOException {
    field().writeStartArray();
    for (String value : values) {
      json.writeString(unicode(value));
    }
    json.writeEndArray();
    return this;
  }

  /** UTF-8 as it is, and else in base64 under another name. */
  @Override
  public FieldWriter raw(byte[] value) throws IOException {
    if (StrictUtf8.isValid(value)) {
      json.writeFieldName(form.names[next]);
      json.writeUTF8String(value, 0, value.length);
    } else {
      json.writeBinaryField(form.names[next].getValue() + "_base64", value);
    }
    next++;
    return this;
  }

  /**
   * Byte for byte, but on one line: in valid JSON a line break is white space between tokens, as in
   * a string it would be escaped. A line that was no JSON is a text.
   */
  @Override
  public FieldWriter json(byte[] value) throws IOException {
    if (objects.in(value).size() != 1) {
      return raw(value);
    }
    field().writeRawValue(""); // only the colon, so that the bytes can follow without being decoded
    json.flush();
    for (byte one : value) {
      out.write(one == '\n' || one == '\r' ? ' ' : one);
    }
    return this;
  }

  @Override
  public <T> FieldWriter object(Schema<T> schema, @Nullable T value) throws IOException {
    if (value == null) {
      next++;
    } else {
      field();
      record(schema, value);
    }
    return this;
  }

  @Override
  public <T> FieldWriter objects(Schema<T> schema, List<T> values) throws IOException {
    field().writeStartArray();
    for (T value : values) {
      record(schema, value);
    }
    json.writeEndArray();
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
