package io.millrace.aws.s3;

import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.CodePoints;
import io.millrace.files.Part;
import io.millrace.files.Parts;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of a stream at a location: {@code <stream>.ndjson}, or {@code <stream>.ndjson.gz}, or
 * all that is below {@code <stream>/}. Nothing is kept of a listing but the page that is read.
 */
public final class StreamObjects {
  private final S3Client s3;
  private final S3Location location;
  private final String keys;
  private final @Nullable S3Object single;

  private StreamObjects(S3Client s3, S3Location location, String keys, @Nullable S3Object single) {
    this.s3 = s3;
    this.location = location;
    this.keys = keys;
    this.single = single;
  }

  /**
   * Looks for the objects of a stream.
   *
   * @return none if the stream has no objects there
   * @throws S3Refusal if there is no such bucket, no access, or objects of two kinds
   */
  static Option<StreamObjects> find(S3Client s3, S3Location location, Stream stream)
      throws IOException {
    List<StreamObjects> found = new ArrayList<>();
    String plain = location.key(stream.id() + ".ndjson");
    Listing named = new Listing(s3, location, plain);
    for (S3Object object = named.next(); object != null; object = named.next()) {
      if (object.key().equals(plain) || object.key().equals(plain + ".gz")) {
        found.add(new StreamObjects(s3, location, object.key(), object));
      }
    }
    String below = location.key(stream.id() + "/");
    if (new Listing(s3, location, below).next() != null) {
      found.add(new StreamObjects(s3, location, below, null));
    }
    if (found.size() > 1) {
      throw new S3Refusal(
          String.format(
              "%s holds both %s and %s: remove what is not to be read",
              location, location.uri(found.get(0).keys), location.uri(found.get(1).keys)));
    }
    return found.isEmpty() ? Option.none() : Option.some(found.get(0));
  }

  /** The sum of the sizes, as the objects are stored. */
  public long bytes() throws IOException {
    if (single != null) {
      return single.size();
    }
    long sum = 0;
    Listing listing = new Listing(s3, location, keys);
    for (S3Object object = listing.next(); object != null; object = listing.next()) {
      sum += object.size();
    }
    return sum;
  }

  /**
   * The objects in the order of their keys.
   *
   * @param firstKey where to begin: the key of an object, or an empty string for the first one
   * @param bytesRead counts along
   */
  public Parts parts(String firstKey, LongAdder bytesRead) {
    Listing listing =
        single == null ? new Listing(s3, location, keys) : new Listing(location, single);
    return new Objects(listing, firstKey, bytesRead);
  }

  private final class Objects implements Parts {
    private final Listing listing;
    private final String firstKey;
    private final LongAdder bytesRead;
    private String lastKey = "";

    Objects(Listing listing, String firstKey, LongAdder bytesRead) {
      this.listing = listing;
      this.firstKey = firstKey;
      this.bytesRead = bytesRead;
    }

    @Override
    public @Nullable Part next() throws IOException {
      S3Object object = listing.next();
      while (object != null && CodePoints.compare(object.key(), firstKey) < 0) {
        object = listing.next();
      }
      if (object == null) {
        return null;
      }
      requireOrder(object.key());
      return new ObjectPart(object, bytesRead);
    }

    private void requireOrder(String key) throws IOException {
      if (CodePoints.compare(key, lastKey) <= 0) {
        throw new S3Refusal(
            String.format(
                "%s does not list its keys in their order, as directory buckets do not: %s after %s",
                location, key, lastKey));
      }
      if (lastKey.isEmpty() && !firstKey.isEmpty() && !key.equals(firstKey)) {
        throw new S3Refusal(location.uri(firstKey) + ", where reading goes on, is not there");
      }
      lastKey = key;
    }
  }

  private final class ObjectPart implements Part {
    private final S3Object object;
    private final LongAdder bytesRead;

    ObjectPart(S3Object object, LongAdder bytesRead) {
      this.object = object;
      this.bytesRead = bytesRead;
    }

    @Override
    public String name() {
      return object.key();
    }

    @Override
    public InputStream open() {
      return new ObjectStream(s3, location, object, bytesRead);
    }
  }
}
