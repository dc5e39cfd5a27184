package io.millrace.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An object with fields of its own, whose faults are told with its name before theirs. */
final class ObjectField extends JsonField {
  private final JsonFields fields;

  ObjectField(String name, JsonFields fields) {
    super(name);
    this.fields = fields;
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    return json.isObject() ? within(json.readObject(fields)) : wrongType(json, "an object");
  }

  /** The same fault, told of a field of this object. */
  private @Nullable Fault within(@Nullable Fault fault) {
    return fault == null
        ? null
        : new Fault(
            fault.reason(),
            fault.field() == null ? name() : name() + '.' + fault.field(),
            name() + '.' + fault.detail());
  }
}
