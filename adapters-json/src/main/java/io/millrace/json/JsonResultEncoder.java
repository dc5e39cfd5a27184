package io.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.domain.access.FailedLoginWindow;
import io.millrace.domain.anomaly.Score;
import io.millrace.domain.customers.CustomerOrders;
import io.millrace.domain.dashboard.DashboardMinute;
import io.millrace.domain.etl.EnrichedOrder;
import io.millrace.domain.fulfillment.Fulfillment;
import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertSignal;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Result;
import io.millrace.domain.revenue.ProductRevenue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes results, each as one JSON object on one line. Doubles have the shortest digits that read
 * back as the same double, whatever the JDK (before 19, {@code Double.toString} had more at times).
 */
final class JsonResultEncoder implements ResultEncoder {
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .rootValueSeparator("")
          .build();

  private ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private ResultFields fields = newFields(buffer);

  @Override
  public byte[] encode(Result result) {
    boolean whole = false;
    try {
      fields.begin();
      write(result);
      fields.end();
      whole = true;
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + result, e);
    } finally {
      if (whole && buffer.size() <= MAX_KEPT_BYTES) {
        buffer.reset();
      } else {
        startAnew();
      }
    }
  }

  private void write(Result result) throws IOException {
    switch (result.type()) {
      case ALERTS -> ResultFormat.alert((Alert) result, fields);
      case CUSTOMER_ORDERS -> ResultFormat.customerOrders((CustomerOrders) result, fields);
      case PRODUCT_REVENUE -> ResultFormat.productRevenue((ProductRevenue) result, fields);
      case ENDPOINT_LATENCY -> ResultFormat.endpointLatency((EndpointLatency) result, fields);
      case DASHBOARD_MINUTES -> ResultFormat.dashboardMinute((DashboardMinute) result, fields);
      case FULFILLMENTS -> ResultFormat.fulfillment((Fulfillment) result, fields);
      case ENRICHED_ORDERS -> ResultFormat.enrichedOrder((EnrichedOrder) result, fields);
      case SCORES -> ResultFormat.score((Score) result, fields);
      case REJECTIONS -> RecordFormat.rejection((Rejection) result, fields);
      case LATE -> RecordFormat.late((LateEvent) result, fields);
      case FAILED_LOGIN_WINDOWS -> ResultFormat.failedLogins((FailedLoginWindow) result, fields);
      case ALERT_SIGNALS -> ResultFormat.alertSignal((AlertSignal) result, fields);
    }
  }

  private void startAnew() {
    buffer = new ByteArrayOutputStream();
    fields = newFields(buffer);
  }

  private static ResultFields newFields(ByteArrayOutputStream buffer) {
    try {
      JsonGenerator json = FACTORY.createGenerator(buffer);
      return new ResultFields(json, buffer);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
  }
}
