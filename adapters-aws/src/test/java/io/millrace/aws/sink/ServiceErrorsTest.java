package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.aws.sink.WriteOutcome.Kind;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

class ServiceErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "500, InternalFailure, RETRY",
    "503, AnythingNew, RETRY",
    "429, AnythingNew, RETRY",
    "400, ProvisionedThroughputExceededException, RETRY",
    "400, ThrottlingException, RETRY",
    "400, KMSThrottlingException, RETRY",
    "400, RequestExpired, RETRY",
    "400, ValidationException, REFUSED",
    "400, InvalidArgumentException, REFUSED",
    "413, AnythingNew, REFUSED",
    "400, AccessDeniedException, FATAL",
    "403, AnythingNew, FATAL",
    "400, UnrecognizedClientException, FATAL",
    "400, ExpiredTokenException, FATAL",
    "400, ResourceNotFoundException, FATAL",
    "404, NotFound, FATAL",
    "400, KMSDisabledException, FATAL"
  })
  void answers_to_calls_are_sorted(int status, String code, Kind kind) {
    assertThat(ServiceErrors.of(new CompletionException(answer(status, code))).kind())
        .isEqualTo(kind);
  }

  @Test
  void what_happens_on_the_way_is_tried_again() {
    assertThat(ServiceErrors.of(ApiCallTimeoutException.create(1)).kind()).isEqualTo(Kind.RETRY);
    assertThat(ServiceErrors.of(new IOException("reset")).kind()).isEqualTo(Kind.RETRY);
    assertThat(ServiceErrors.of(SdkClientException.create("no route", new IOException("x"))).kind())
        .isEqualTo(Kind.RETRY);
  }

  @Test
  void what_somebody_has_to_do_is_said() {
    assertThat(ServiceErrors.of(SdkClientException.create("Unable to load credentials from any")))
        .isEqualTo(
            new WriteOutcome(
                Kind.FATAL,
                "cannot be written to, because no credentials were found: give the job a role, or"
                    + " set what the standard chain of the SDK looks for"));
    assertThat(ServiceErrors.of(answer(400, "AccessDeniedException")).detail())
        .isEqualTo(
            "may not be written to by this job (AccessDeniedException): allow its role to write"
                + " there");
    assertThat(ServiceErrors.of(answer(400, "ResourceNotFoundException")).detail())
        .isEqualTo(
            "does not exist in this region (ResourceNotFoundException): create it, or correct its"
                + " name");
  }

  @Test
  void a_bug_fails_the_job() {
    assertThat(ServiceErrors.of(new IllegalStateException("a bug")).kind()).isEqualTo(Kind.FATAL);
  }

  @Test
  void entries_at_fault_are_refused_and_others_tried_again() {
    assertThat(ServiceErrors.ofEntry("AnythingNew", "m", false))
        .isEqualTo(new WriteOutcome(Kind.RETRY, "AnythingNew: m"));
    assertThat(ServiceErrors.ofEntry("AnythingNew", null, true))
        .isEqualTo(new WriteOutcome(Kind.REFUSED, "AnythingNew"));
    assertThat(ServiceErrors.ofEntry("ThrottlingException", null, true).kind())
        .isEqualTo(Kind.RETRY);
    assertThat(ServiceErrors.ofEntry("AccessDenied", null, false).kind()).isEqualTo(Kind.FATAL);
  }

  private static Throwable answer(int status, String code) {
    return KinesisException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("m").build())
        .build();
  }
}
