package io.millrace.aws.sink;

import io.millrace.aws.sink.WriteOutcome.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Sorts what the services answer. What is not known is worth a retry, because attempts are bounded,
 * unless the service has said that the request is at fault.
 */
public final class ServiceErrors {
  private static final Set<String> RETRIED =
      Set.of(
          "InternalFailure",
          "InternalError",
          "InternalServerError",
          "ItemCollectionSizeLimitExceededException",
          "KMSThrottlingException",
          "KMSThrottling",
          "LimitExceededException",
          "ProvisionedThroughputExceededException",
          "ReplicatedWriteConflictException",
          "RequestExpired",
          "RequestLimitExceeded",
          "RequestTimeout",
          "RequestTimeoutException",
          "ResourceInUseException",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "Throttled",
          "ThrottledException",
          "Throttling",
          "ThrottlingException",
          "TransactionConflictException",
          "TransactionInProgressException");

  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "AuthorizationError",
          "AuthorizationErrorException",
          "NotAuthorized",
          "OptInRequired",
          "UnauthorizedOperation");

  private static final Set<String> NOT_AUTHENTIC =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private static final Set<String> MISSING =
      Set.of("NotFound", "NotFoundException", "ResourceNotFoundException");

  private static final Set<String> ENCRYPTION =
      Set.of(
          "InvalidKMSResourceException",
          "InvalidSecurity",
          "InvalidSecurityException",
          "KMSAccessDenied",
          "KMSAccessDeniedException",
          "KMSDisabled",
          "KMSDisabledException",
          "KMSInvalidState",
          "KMSInvalidStateException",
          "KMSNotFound",
          "KMSNotFoundException",
          "KMSOptInRequired");

  private ServiceErrors() {}

  /**
   * Why a call will never be answered otherwise: there are no credentials or none that are
   * accepted, or what is asked for is not there. Empty if it may, and if only this call is denied.
   */
  public static Optional<String> forGood(Throwable error) {
    Throwable cause = unwrapped(error);
    if (cause instanceof AwsServiceException answer) {
      AwsErrorDetails details = answer.awsErrorDetails();
      String code = details == null ? "" : String.valueOf(details.errorCode());
      boolean missing = MISSING.contains(code) || answer.statusCode() == 404;
      boolean never = missing || NOT_AUTHENTIC.contains(code);
      return never
          ? Optional.of(known(missing ? "NotFound" : code, null, Kind.RETRY).detail())
          : Optional.empty();
    }
    if (cause instanceof SdkClientException && isAboutCredentials(cause)) {
      return Optional.of(of(cause).detail());
    }
    boolean noRegion = String.valueOf(cause).contains("Unable to load region");
    return noRegion
        ? Optional.of("needs a region, and none was found: set region, or AWS_REGION")
        : Optional.empty();
  }

  /** What the failure of a whole call means for its entries. */
  static WriteOutcome of(Throwable error) {
    Throwable cause = unwrapped(error);
    if (cause instanceof AwsServiceException answer) {
      return of(answer);
    }
    if (cause instanceof SdkClientException && isAboutCredentials(cause)) {
      return new WriteOutcome(
          Kind.FATAL,
          "cannot be written to, because no credentials were found: give the job a role, or set"
              + " what the standard chain of the SDK looks for");
    }
    if (cause instanceof SdkClientException || cause instanceof java.io.IOException) {
      return new WriteOutcome(
          Kind.RETRY, said(cause.getClass().getSimpleName(), cause.getMessage()));
    }
    return new WriteOutcome(Kind.FATAL, "cannot be written to: " + cause);
  }

  private static Throwable unwrapped(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** What the failure of one entry of an accepted call means for it. */
  static WriteOutcome ofEntry(
      @Nullable String code, @Nullable String message, boolean entryAtFault) {
    Kind otherwise = entryAtFault ? Kind.REFUSED : Kind.RETRY;
    return known(code == null ? "no code" : code, message, otherwise);
  }

  private static WriteOutcome of(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "no code" : details.errorCode();
    String message = details == null ? answer.getMessage() : details.errorMessage();
    boolean passing =
        answer.statusCode() >= 500
            || answer.statusCode() == 429
            || answer.statusCode() == 408
            || answer.isThrottlingException()
            || answer.isClockSkewException();
    if (passing) {
      return new WriteOutcome(Kind.RETRY, said(code, message));
    }
    WriteOutcome outcome = known(code, message, Kind.REFUSED);
    boolean denied = answer.statusCode() == 401 || answer.statusCode() == 403;
    return denied && outcome.kind() == Kind.REFUSED ? denied(code) : outcome;
  }

  private static WriteOutcome known(String code, @Nullable String message, Kind otherwise) {
    if (RETRIED.contains(code)) {
      return new WriteOutcome(Kind.RETRY, said(code, message));
    }
    if (DENIED.contains(code)) {
      return denied(code);
    }
    if (NOT_AUTHENTIC.contains(code)) {
      return fatal("does not accept the job's credentials", code, "renew them");
    }
    if (MISSING.contains(code)) {
      return fatal("does not exist in this region", code, "create it, or correct its name");
    }
    if (ENCRYPTION.contains(code)) {
      return fatal("cannot use its key", code, "allow the job's role to use it, or enable it");
    }
    return new WriteOutcome(otherwise, said(code, message));
  }

  private static WriteOutcome denied(String code) {
    return fatal("may not be written to by this job", code, "allow its role to write there");
  }

  private static WriteOutcome fatal(String what, String code, String fix) {
    return new WriteOutcome(Kind.FATAL, what + " (" + code + "): " + fix);
  }

  private static boolean isAboutCredentials(Throwable error) {
    String message = error.getMessage();
    return message != null && message.contains("Unable to load credentials");
  }

  private static String said(String code, @Nullable String message) {
    return message == null || message.isEmpty() ? code : code + ": " + message;
  }
}
