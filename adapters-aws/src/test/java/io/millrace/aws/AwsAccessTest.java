package io.millrace.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AwsAccessTest {
  private static final AwsAccess HOME =
      new AwsAccess("eu-central-1", URI.create("http://127.0.0.1:4567"));

  @Test
  void what_an_arn_stands_for_is_in_the_region_of_the_arn() {
    assertThat(HOME.inRegionOf("arn:aws:kinesis:us-east-1:123456789012:stream/logins"))
        .isEqualTo(new AwsAccess("us-east-1", HOME.endpoint()));
    assertThat(AwsAccess.STANDARD.inRegionOf("arn:aws:sns:eu-west-1:123456789012:alerts"))
        .isEqualTo(new AwsAccess("eu-west-1", null));
  }

  @Test
  void what_has_a_name_is_in_the_region_of_the_job() {
    assertThat(HOME.inRegionOf("logins")).isEqualTo(HOME);
  }
}
