package io.millrace.aws.s3;

import io.millrace.aws.AwsAccess;
import io.millrace.domain.event.Stream;
import io.vavr.control.Option;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Reads objects, over connections of its own. */
public final class S3Reader implements Closeable {
  /** One a stream, and some that are about to be given back. */
  private static final int CONNECTIONS = 64;

  private final SdkHttpClient http;
  private final S3Client s3;

  private S3Reader(SdkHttpClient http, S3Client s3) {
    this.http = http;
    this.s3 = s3;
  }

  /**
   * Makes a client; nothing is asked of S3 yet.
   *
   * @throws S3Refusal if the region is not known
   */
  public static S3Reader open(AwsAccess access) throws IOException {
    SdkHttpClient http = S3Clients.http(CONNECTIONS);
    try {
      return new S3Reader(http, S3Clients.blocking(access, http));
    } catch (SdkException e) {
      http.close();
      throw S3Faults.of(e, "S3", "");
    }
  }

  /**
   * Looks for the objects of a stream.
   *
   * @return none if the stream has no objects there
   * @throws S3Refusal if there is no such bucket, no access, or objects of two kinds
   */
  public Option<StreamObjects> find(S3Location location, Stream stream) throws IOException {
    return StreamObjects.find(s3, location, stream);
  }

  /**
   * What lies at a location beside the objects of streams, folders with a slash; of more than a
   * thousand names, the first.
   */
  List<String> others(S3Location location, List<Stream> streams) throws IOException {
    try {
      ListObjectsV2Response page =
          s3.listObjectsV2(
              list -> list.bucket(location.bucket()).prefix(location.prefix()).delimiter("/"));
      List<String> names = new ArrayList<>();
      page.commonPrefixes().forEach(folder -> names.add(nameOf(folder.prefix(), location)));
      page.contents().forEach(object -> names.add(nameOf(object.key(), location)));
      names.remove(""); // stands for the folder itself
      for (Stream stream : streams) {
        names.removeAll(
            List.of(stream.id() + "/", stream.id() + ".ndjson", stream.id() + ".ndjson.gz"));
      }
      return names;
    } catch (SdkException e) {
      throw S3Faults.of(e, location.toString(), "s3:ListBucket and s3:GetObject");
    }
  }

  private static String nameOf(String key, S3Location location) {
    return key.substring(location.prefix().length());
  }

  @Override
  public void close() {
    s3.close();
    http.close();
  }
}
