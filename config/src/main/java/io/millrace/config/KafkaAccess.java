package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a cluster of Kafka is reached.
 *
 * @param bootstrapServers some of its brokers: {@code host:port}, with commas between
 */
public record KafkaAccess(String bootstrapServers, Security security) {

  /** How connections are secured, and by what the brokers know the job. */
  public enum Security {
    /** Not at all: for a private network or this machine. */
    PLAINTEXT,
    /** TLS; the brokers know the job by nothing. */
    TLS,
    /** TLS, and the role of AWS that the job has, as Amazon MSK knows it. */
    MSK_IAM
  }

  /** The properties of Kafka's clients. */
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("bootstrap.servers", bootstrapServers);
    switch (security) {
      case PLAINTEXT -> {}
      case TLS -> properties.put("security.protocol", "SSL");
      case MSK_IAM -> {
        properties.put("security.protocol", "SASL_SSL");
        properties.put("sasl.mechanism", "AWS_MSK_IAM");
        properties.put("sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;");
        properties.put(
            "sasl.client.callback.handler.class",
            "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
      }
    }
    return properties;
  }
}
