package io.millrace.aws.s3.flink;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.s3.S3Location;
import io.millrace.domain.event.Stream;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A stream's objects in S3, read once from the first record to the last, as one split: the same
 * objects in the same order as the backfill reads them. For one reader; more of them have nothing
 * to do. The job fails if the objects are not there, or if one changes while it is read.
 *
 * <p>A checkpoint holds the object's key and the line. A restored reader starts that object again
 * and skips the lines that it had read, so objects must not be replaced while a job reads them.
 *
 * @param location the folder with {@code <stream>.ndjson}, {@code <stream>.ndjson.gz} or {@code
 *     <stream>/}
 */
public record S3Source(Stream stream, S3Location location, AwsAccess access, WireFormat wire)
    implements Source<Inbound, S3Split, List<S3Split>> {

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Inbound, S3Split> createReader(SourceReaderContext context) {
    return new S3SourceReader(() -> new S3SplitReader(access, wire.decoder()), context);
  }

  @Override
  public SplitEnumerator<S3Split, List<S3Split>> createEnumerator(
      SplitEnumeratorContext<S3Split> context) {
    return new OneSplit(context, List.of(S3Split.start(stream, location)));
  }

  @Override
  public SplitEnumerator<S3Split, List<S3Split>> restoreEnumerator(
      SplitEnumeratorContext<S3Split> context, List<S3Split> unassigned) {
    return new OneSplit(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<S3Split> getSplitSerializer() {
    return new S3SplitSerializer(stream);
  }

  @Override
  public SimpleVersionedSerializer<List<S3Split>> getEnumeratorCheckpointSerializer() {
    return new UnassignedSerializer(stream);
  }
}
