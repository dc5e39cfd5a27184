package io.millrace.flink.local;

import static org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN;
import static org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.Channel;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelDuplexHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaders;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.LastHttpContent;
import org.apache.flink.shaded.netty4.io.netty.util.AttributeKey;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Lets through what {@link LookingOnly} allows, and answers the rest itself; of that, nothing
 * reaches Flink. No answer may be read by, or shown in, another page.
 */
final class PageDoor extends ChannelDuplexHandler {
  /** For what a connection waits now. */
  static final AttributeKey<Object> WAIT = AttributeKey.valueOf("millrace.wait");

  private final PageConnections connections;
  private boolean refused;

  PageDoor(PageConnections connections) {
    this.connections = connections;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Channel channel = context.channel();
    connections.opened(channel);
    var unused = channel.closeFuture().addListener(end -> connections.closed(channel));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && !refused) {
      connections.asks(context.channel());
      int port = ((InetSocketAddress) context.channel().localAddress()).getPort();
      Optional<LookingOnly.Refusal> refusal = LookingOnly.refusal(request, port);
      refused = refusal.isPresent();
      refusal.ifPresent(reason -> refuse(context, reason));
    }
    if (refused) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  private static void refuse(ChannelHandlerContext context, LookingOnly.Refusal refusal) {
    byte[] body =
        ("{\"errors\":[\"" + refusal.reason() + "\"]}").getBytes(StandardCharsets.US_ASCII);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(refusal.status()),
            Unpooled.wrappedBuffer(body));
    response.headers().set(CONTENT_TYPE, "application/json");
    response.headers().set(CONTENT_LENGTH, body.length);
    response.headers().set(CONNECTION, "close");
    secure(response.headers());
    var unused = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      secure(response.headers());
    }
    if (message instanceof LastHttpContent) {
      connections.waits(context.channel());
    }
    var unused = context.write(message, promise);
  }

  private static void secure(HttpHeaders headers) {
    headers.remove(ACCESS_CONTROL_ALLOW_ORIGIN);
    headers.set("Content-Security-Policy", "frame-ancestors 'none'");
    headers.set("X-Frame-Options", "DENY");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
  }
}
