package io.millrace.flink.local;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;

/**
 * Stands before Flink's web interface of a cluster in this process, which cannot be switched off.
 * Flink finds it by the service loader, one for each interface, and asks it for every connection.
 * Where {@link Loopback} has not made the cluster, it does nothing.
 */
public final class RestDoor implements InboundChannelHandlerFactory {
  /** Who may come in. */
  enum Rule {
    /** Nobody: the job is asked and steered in this process. */
    CLOSED,
    /** Who looks, and changes nothing: see {@link LookingOnly}. */
    PAGE
  }

  private final PageConnections connections = new PageConnections();

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return configuration
        .getOptional(Loopback.DOOR)
        .map(rule -> rule == Rule.PAGE ? new Page(connections) : new Closed());
  }

  /** Ends a connection before a byte of it is read. */
  private static final class Closed extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      var unused = context.close();
    }
  }

  /** Puts the real handler before those of Flink that store what is uploaded. */
  private static final class Page extends ChannelInboundHandlerAdapter {
    private final PageConnections connections;

    Page(PageConnections connections) {
      this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      String codec = context.pipeline().context(HttpServerCodec.class).name();
      context.pipeline().addAfter(codec, "door", new PageDoor(connections));
    }
  }
}
