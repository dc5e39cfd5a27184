package io.millrace.deploy;

import io.millrace.config.PropertyGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API and the page, if they are wanted.
 *
 * @param vpc of the subnets
 * @param certificate of Certificate Manager, for the name by which readers ask
 * @param readers who may connect, as a range of IPv4 addresses
 * @param image in a registry of ECR; null: it is built from a folder
 * @param folder what {@code deploy/image} has made
 */
record DashboardOptions(
    String vpc, String certificate, String readers, @Nullable Image image, Path folder) {
  private static final Pattern VPC = Pattern.compile("vpc-([0-9a-f]{8}|[0-9a-f]{17})");
  private static final Pattern CERTIFICATE =
      Pattern.compile("arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]{36}");
  private static final Pattern RANGE =
      Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}/([89]|[12][0-9]|3[0-2])");
  private static final Path FOLDER = Path.of("target", "image");
  private static final String PREFIX = "dashboard_";
  private static final List<String> KEYS = List.of("vpc", "certificate", "readers", "image");

  /**
   * An image in ECR.
   *
   * @param uri with a tag or a digest
   */
  record Image(String uri, String region, String account, String repository) {
    private static final Pattern URI =
        Pattern.compile(
            "([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com/([a-z0-9._/-]{2,256})"
                + "(:[A-Za-z0-9_.-]{1,128}|@sha256:[0-9a-f]{64})");

    String repositoryArn() {
      return "arn:aws:ecr:" + region + ":" + account + ":repository/" + repository;
    }
  }

  /**
   * Reads {@code dashboard} and what goes with it; what is wrong is noted in the group.
   *
   * @return null if it is not wanted
   */
  static @Nullable DashboardOptions read(PropertyGroup in, Network network) {
    boolean wanted = in.flag("dashboard", false);
    if (!wanted) {
      for (String key : KEYS) {
        if (in.optional(PREFIX + key) != null) {
          in.fault(PREFIX + key, "goes with dashboard, which is not true");
        }
      }
      return null;
    }
    if (network.subnets().size() < 2) {
      in.fault(
          "subnets", "must name two at least, in different zones: the dashboard runs in a VPC");
    }
    return new DashboardOptions(
        in.text(PREFIX + "vpc", VPC, "a VPC like vpc-0123456789abcdef0"),
        in.text(PREFIX + "certificate", CERTIFICATE, "the ARN of a certificate, arn:aws:acm:..."),
        in.text(PREFIX + "readers", RANGE, "a range of addresses like 10.0.0.0/16"),
        image(in),
        FOLDER);
  }

  /** Whether there is something to make an image of. */
  boolean isBuilt() {
    return Files.isRegularFile(folder.resolve("Dockerfile"));
  }

  private static @Nullable Image image(PropertyGroup in) {
    String key = PREFIX + "image";
    String uri = in.optional(key);
    if (uri == null) {
      return null;
    }
    Matcher matcher = Image.URI.matcher(uri);
    if (!matcher.matches()) {
      in.wrong(
          key,
          uri,
          "an image of ECR with a tag or digest, like"
              + " 123456789012.dkr.ecr.eu-central-1.amazonaws.com/millrace:1");
      return null;
    }
    return new Image(uri, matcher.group(2), matcher.group(1), matcher.group(3));
  }
}
