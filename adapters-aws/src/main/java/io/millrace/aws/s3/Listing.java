package io.millrace.aws.s3;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects as S3 lists them, a page at a time, without the empty ones that stand for folders. */
final class Listing {
  private final Iterable<S3Object> objects;
  private final S3Location location;
  private @Nullable Iterator<S3Object> rest;

  private Listing(Iterable<S3Object> objects, S3Location location) {
    this.objects = objects;
    this.location = location;
  }

  /** All objects whose keys begin so. Nothing is asked for before the first one is. */
  Listing(S3Client s3, S3Location location, String keys) {
    this(
        s3.listObjectsV2Paginator(
                ListObjectsV2Request.builder().bucket(location.bucket()).prefix(keys).build())
            .contents(),
        location);
  }

  /** One object that was listed before. */
  Listing(S3Location location, S3Object single) {
    this(List.of(single), location);
  }

  /** The next object, or null after the last. */
  @Nullable S3Object next() throws IOException {
    try {
      Iterator<S3Object> listed = rest == null ? objects.iterator() : rest;
      rest = listed;
      while (listed.hasNext()) {
        S3Object object = listed.next();
        if (object.size() > 0 || !object.key().endsWith("/")) {
          return object;
        }
      }
      return null;
    } catch (SdkException e) {
      throw S3Faults.of(e, location.toString(), "s3:ListBucket and s3:GetObject");
    }
  }
}
