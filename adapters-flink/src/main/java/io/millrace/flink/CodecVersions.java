package io.millrace.flink;

import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;

/** Versions of codecs, of which each part has a byte. */
final class CodecVersions {
  private CodecVersions() {}

  /** What becomes of a state that was written in another version, or in this one. */
  static <T> TypeSerializerSchemaCompatibility<T> compare(int written, int now) {
    if (isNewer(written, now)) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return written == now
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }

  /** Whether a part of one version is newer than that of the other. */
  private static boolean isNewer(int one, int other) {
    for (int shift = 0; shift < Integer.SIZE; shift += 8) {
      if ((one >>> shift & 0xFF) > (other >>> shift & 0xFF)) {
        return true;
      }
    }
    return false;
  }
}
