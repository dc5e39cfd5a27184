package io.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {
  private static boolean prefersGzip(String... values) {
    HttpFields.Mutable headers = HttpFields.build();
    for (String value : values) {
      headers.add(HttpHeader.ACCEPT_ENCODING, value);
    }
    return AcceptEncoding.prefersGzip(headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZip",
        "gzip, deflate, br, zstd",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "gzip;q=0.8",
        "gzip ; q=0.001",
        "gzip;q=0.5, identity;q=0.4",
        "gzip;q=0.5, *;q=0",
        "gzip, identity",
        "gzip, identity;q=0",
        "*",
        "*;q=0.5",
        "*;q=0.5, identity;q=0",
        "identity;q=0.3, *;q=0.5"
      })
  void gzip_is_sent_where_it_is_accepted(String value) {
    assertThat(prefersGzip(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "br",
        "gzipped",
        "gzip;q=0",
        "gzip;q=0.000",
        "gzip; q=0, *",
        "gzip;q=0.5, identity",
        "gzip;q=0.5, *",
        "*;q=0",
        "*;q=0.5, identity",
        "identity;q=0",
        "gzip;q=much"
      })
  void gzip_is_not_sent_where_it_is_refused_or_less_wanted(String value) {
    assertThat(prefersGzip(value)).isFalse();
  }

  @Test
  void several_fields_are_one_list() {
    assertThat(prefersGzip()).isFalse();
    assertThat(prefersGzip("br", "gzip;q=0.2")).isTrue();
    assertThat(prefersGzip("*", "gzip;q=0")).isFalse();
  }
}
