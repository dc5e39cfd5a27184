package io.millrace.bootstrap.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Stands before DynamoDB Local, which believes everybody. Lets through what this process asks: who
 * knows the access key, which is new each time and is nowhere to be read. No page of a browser
 * comes in, under whatever name.
 */
final class TablesDoor extends Handler.Wrapper {
  private static final Pattern CREDENTIAL = Pattern.compile("Credential=([0-9A-Za-z]{1,128})/");
  private static final byte[] REFUSED =
      "{\"__type\":\"AccessDeniedException\",\"message\":\"These tables are those of a demo alone.\"}"
          .getBytes(StandardCharsets.US_ASCII);

  private final byte[] accessKey;

  TablesDoor(Handler tables, String accessKey) {
    super(tables);
    this.accessKey = accessKey.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (isOwn(request)) {
      return super.handle(request, response, callback);
    }
    response.setStatus(403);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, REFUSED.length);
    response.write(true, ByteBuffer.wrap(REFUSED), callback);
    return true;
  }

  private boolean isOwn(Request request) {
    List<String> hosts = request.getHeaders().getValuesList(HttpHeader.HOST);
    return HttpMethod.POST.is(request.getMethod())
        && hosts.equals(List.of("127.0.0.1:" + Request.getLocalPort(request)))
        && !request.getHeaders().contains(HttpHeader.ORIGIN)
        && !request.getHeaders().contains("Sec-Fetch-Site")
        && bearsKey(request.getHeaders().get(HttpHeader.AUTHORIZATION));
  }

  private boolean bearsKey(@Nullable String authorization) {
    Matcher credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
    return credential.find()
        && MessageDigest.isEqual(
            accessKey, credential.group(1).getBytes(StandardCharsets.US_ASCII));
  }
}
