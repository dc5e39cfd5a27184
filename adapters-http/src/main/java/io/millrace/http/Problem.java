package io.millrace.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a request has no answer, in the form of RFC 9457. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;
  static final String MEDIA_TYPE = "application/problem+json";
  private static final int SHOWN_CODE_POINTS = 64;

  private final int status;
  private final String detail;
  private final @Nullable String parameter;
  private final @Nullable String value;
  private final @Nullable String fix;

  private Problem(
      int status,
      String detail,
      @Nullable String parameter,
      @Nullable String value,
      @Nullable String fix) {
    super(detail, null, false, false);
    this.status = status;
    this.detail = detail;
    this.parameter = parameter;
    this.value = value;
    this.fix = fix;
  }

  /** The request as a whole. */
  static Problem of(int status, String detail, @Nullable String fix) {
    return new Problem(status, detail, null, null, fix);
  }

  /** A parameter has a value that it cannot have. */
  static Problem ofParameter(String parameter, String value, String fix) {
    String shown = shortened(value);
    String name = shortened(parameter);
    return new Problem(
        400, "The parameter " + name + " cannot be \"" + shown + "\".", name, shown, fix);
  }

  /** There is no such parameter, or it is missing or given twice. */
  static Problem ofParameters(String parameter, String detail, String fix) {
    return new Problem(400, detail, shortened(parameter), null, fix);
  }

  /** What was asked for by a parameter is not there. */
  static Problem notFound(String what, String parameter, String value) {
    return new Problem(
        404,
        "There is no " + what + " of that " + parameter + ".",
        parameter,
        shortened(value),
        null);
  }

  /** A text as it may be shown: its first 64 code points. */
  static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN_CODE_POINTS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN_CODE_POINTS)) + "…";
  }

  int status() {
    return status;
  }

  byte[] json() {
    return Json.object(
        json -> {
          json.writeStringField("type", "about:blank");
          json.writeStringField("title", title());
          json.writeNumberField("status", status);
          json.writeStringField("detail", detail);
          field(json, "parameter", parameter);
          field(json, "value", value);
          field(json, "fix", fix);
        });
  }

  private static void field(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private String title() {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 414 -> "URI Too Long";
      case 421 -> "Misdirected Request";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 501 -> "Not Implemented";
      case 505 -> "HTTP Version Not Supported";
      case 503 -> "Service Unavailable";
      default -> status < 500 ? "Bad Request" : "Internal Server Error";
    };
  }
}
