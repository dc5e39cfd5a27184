package io.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's parser of UTF-8, which can be set to another record when it has read one to its end:
 * the making of a parser costs a small record as much as the parsing.
 */
final class RecordParser extends UTF8StreamJsonParser {
  /** So many names that were not known before, and the parser must not be used any longer. */
  private static final int MAX_NEW_NAMES = 500;

  private final int namesAtFirst;

  private RecordParser(
      IOContext context,
      int features,
      ByteQuadsCanonicalizer names,
      byte[] utf8,
      int from,
      int to) {
    super(context, features, null, null, names, utf8, from, to, 0, false);
    namesAtFirst = names.size();
  }

  /** Starts over with another record; the last one must have been {@link #isAtEnd}. */
  void set(byte[] utf8) {
    _inputBuffer = utf8;
    _inputPtr = 0;
    _inputEnd = utf8.length;
    _currInputProcessed = 0;
    _currInputRow = 1;
    _currInputRowStart = 0;
    _currToken = null;
  }

  /** Whether it has read an object behind which is nothing but white space. */
  boolean isAtEnd() {
    return _currToken == JsonToken.END_OBJECT && _parsingContext.inRoot() && isRestBlank();
  }

  /** Behind how many bytes it stands. */
  int position() {
    return _inputPtr;
  }

  /** Whether it keeps many names, of which all but a few are never asked for. */
  boolean isFull() {
    return _symbols.size() - namesAtFirst > MAX_NEW_NAMES;
  }

  /**
   * The string at which it stands, without spaces at both ends, if that is ASCII with no escapes
   * and has one to a number of characters; else null, and any other method may be asked. Hot: saves
   * the way through characters. Once taken, the string cannot be asked for again.
   */
  @Nullable String takePlainText(int maxLength) {
    if (!_tokenIncomplete) {
      return null;
    }
    byte[] bytes = _inputBuffer;
    int start = _inputPtr;
    int quote = start;
    while (quote < _inputEnd && isPlain(bytes[quote])) {
      quote++;
    }
    if (quote == _inputEnd || bytes[quote] != '"') {
      return null;
    }
    int end = quote;
    while (start < end && bytes[start] == ' ') {
      start++;
    }
    while (start < end && bytes[end - 1] == ' ') {
      end--;
    }
    if (start == end || end - start > maxLength) {
      return null;
    }
    _inputPtr = quote + 1;
    _tokenIncomplete = false;
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\'; // bytes of other characters are negative
  }

  private boolean isRestBlank() {
    for (int i = _inputPtr; i < _inputEnd; i++) {
      byte b = _inputBuffer[i];
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  /** Makes the parsers, which share the names they have met. */
  static final class Factory extends JsonFactory {
    private static final long serialVersionUID = 1;

    Factory(JsonFactoryBuilder settings) {
      super(settings);
    }

    RecordParser parserOf(byte[] utf8) {
      IOContext context = _createContext(_createContentReference(utf8), true);
      return new RecordParser(
          context,
          _parserFeatures,
          _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures),
          utf8,
          0,
          utf8.length);
    }
  }
}
