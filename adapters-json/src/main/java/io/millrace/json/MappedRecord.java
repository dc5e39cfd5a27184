package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.json.mapping.Condition;
import io.millrace.json.mapping.FieldSource;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.mapping.Path;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The record that is being read through a mapping: what stands at its paths, and the event that
 * follows. For one thread.
 */
final class MappedRecord {
  private final Stream stream;
  private final EventFormat format;
  private final Map<Path, Slot> slots = new LinkedHashMap<>();
  private final Map<Path, DirectField> direct = new LinkedHashMap<>();
  private final Map<String, String> origins = new HashMap<>();
  private final List<MappedField> fields = new ArrayList<>();
  private final Slot[] all;
  private final List<Condition> only;
  private final Slot[] asked;
  private final @Nullable Slot[] compared;

  /**
   * @param format of the stream's own records
   * @param takesDirectly whether values are handed to fields as they are met
   */
  MappedRecord(Mapping mapping, EventFormat format, boolean takesDirectly) {
    this.stream = mapping.stream();
    this.format = format;
    only = mapping.spec().only();
    List<FieldSource> sources = mapping.spec().fields();
    Map<Path, Integer> uses = uses(sources, only);
    List<MappedField> last = new ArrayList<>();
    for (FieldSource source : sources) {
      origins.put(source.field(), source.from());
      Path path = source.isPlain() ? source.paths().get(0) : null;
      if (takesDirectly && path != null && Integer.valueOf(1).equals(uses.get(path))) {
        direct.put(path, new DirectField(format.field(source.field()), typeOf(source.field())));
      } else {
        MappedField field = mapped(source, mapping.latestMs());
        (field.isLast() ? last : fields).add(field);
      }
    }
    fields.addAll(last);
    asked = only.stream().map(condition -> slotOf(condition.path())).toArray(Slot[]::new);
    compared = new @Nullable Slot[asked.length];
    for (int i = 0; i < compared.length; i++) {
      Path other = only.get(i).other();
      compared[i] = other == null ? null : slotOf(other);
    }
    all = slots.values().toArray(Slot[]::new);
  }

  private static Map<Path, Integer> uses(List<FieldSource> sources, List<Condition> only) {
    Map<Path, Integer> uses = new HashMap<>();
    sources.forEach(source -> source.paths().forEach(path -> uses.merge(path, 1, Integer::sum)));
    only.forEach(condition -> uses.merge(condition.path(), 1, Integer::sum));
    only.stream()
        .map(Condition::other)
        .filter(Objects::nonNull)
        .forEach(path -> uses.merge(path, 1, Integer::sum));
    return uses;
  }

  private MappedField mapped(FieldSource source, long latestMs) {
    CurrencyField currency = null;
    for (Field field : stream.schema().fields()) {
      if (field.type() instanceof FieldType.Currency) {
        currency = (CurrencyField) format.field(field.name());
      }
    }
    JsonField field = format.field(source.field());
    return new MappedField(source, field, typeOf(source.field()), this::slotOf, latestMs, currency);
  }

  private FieldType typeOf(String name) {
    return stream.schema().fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow()
        .type();
  }

  private Slot slotOf(Path path) {
    return slots.computeIfAbsent(path, none -> new Slot());
  }

  /** Where values are kept until the record is read. */
  Map<Path, Slot> slots() {
    return slots;
  }

  /** The fields that take their values as they are met. */
  Map<Path, DirectField> direct() {
    return direct;
  }

  /** Forgets the last record. */
  void clear() {
    format.clear();
    for (Slot slot : all) {
      slot.clear();
    }
  }

  /** Whether the record, once read, is meant. */
  boolean isMeant() {
    for (int i = 0; i < asked.length; i++) {
      Slot other = compared[i];
      String text = other == null ? null : other.text();
      if (!only.get(i).holds(asked[i].isThere(), asked[i].text(), text)) {
        return false;
      }
    }
    return true;
  }

  /** The event of the record, once read; {@code found} is what was wrong with it until now. */
  Either<Rejection, StreamEvent> event(RawRecord record, @Nullable Fault found) throws IOException {
    Fault fault = found;
    for (int i = 0; fault == null && i < fields.size(); i++) {
      fault = fields.get(i).evaluate(record);
    }
    fault = fault == null ? format.finish() : fault;
    if (fault != null) {
      String field = fault.field();
      String from = field == null ? null : origins.get(field);
      return rejection(record, from == null ? fault : fault.from(from));
    }
    StreamEvent event = format.event(record);
    return Either.right(event instanceof Product product ? product.at(record.before()) : event);
  }

  Either<Rejection, StreamEvent> rejection(RawRecord record, Fault fault) {
    return Either.left(
        new Rejection(
            stream,
            fault.reason(),
            fault.field(),
            fault.detail(),
            new Bytes(record.bytes()),
            record.origin()));
  }
}
