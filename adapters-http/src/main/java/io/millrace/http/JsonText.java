package io.millrace.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Puts JSON together. Stored results go in as the bytes that they are, neither read nor copied. */
final class JsonText {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
  private boolean first = true;

  JsonText begin() {
    return open('{');
  }

  JsonText end() {
    return close('}');
  }

  JsonText beginArray() {
    return open('[');
  }

  JsonText endArray() {
    return close(']');
  }

  JsonText name(String name) {
    text(name);
    out.write(':');
    first = true;
    return this;
  }

  JsonText text(String value) {
    separate();
    out.write('"');
    out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value));
    out.write('"');
    return this;
  }

  JsonText number(long value) {
    return raw(Ascii.bytes(Long.toString(value)));
  }

  /** A finite number. */
  JsonText number(double value) {
    return raw(Ascii.bytes(Double.toString(value)));
  }

  JsonText flag(boolean value) {
    return raw(Ascii.bytes(Boolean.toString(value)));
  }

  JsonText nothing() {
    return raw(Ascii.bytes("null"));
  }

  /** A value that is JSON already. */
  JsonText raw(byte[] json) {
    separate();
    out.writeBytes(json);
    return this;
  }

  /** An array of values that are JSON already. */
  JsonText raws(List<byte[]> values) {
    beginArray();
    values.forEach(this::raw);
    return endArray();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private JsonText open(char bracket) {
    separate();
    out.write(bracket);
    first = true;
    return this;
  }

  private JsonText close(char bracket) {
    out.write(bracket);
    first = false;
    return this;
  }

  private void separate() {
    if (!first) {
      out.write(',');
    }
    first = false;
  }
}
