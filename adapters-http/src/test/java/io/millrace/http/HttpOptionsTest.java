package io.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HttpOptionsTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final HttpOptions LOOPBACK = HttpOptions.loopback(8080);

  @Test
  void outside_of_loopback_a_token_must_be_set() {
    assertThatThrownBy(() -> LOOPBACK.at("0.0.0.0", 8080, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("host 0.0.0.0 can be reached from outside: a token must be set");
    assertThat(LOOPBACK.at("0.0.0.0", 8080, TOKEN).isLoopback()).isFalse();
    assertThat(LOOPBACK.at("::1", 8080, null).isLoopback()).isTrue();
  }

  @Test
  void a_token_is_long_visible_and_never_shown() {
    assertThatThrownBy(() -> LOOPBACK.at("127.0.0.1", 8080, "too-short"))
        .hasMessage("the token must have 32 to 256 visible ASCII characters")
        .message()
        .doesNotContain("too-short");
    assertThatThrownBy(() -> LOOPBACK.at("127.0.0.1", 8080, TOKEN + " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(LOOPBACK.at("127.0.0.1", 8080, TOKEN).toString()).doesNotContain(TOKEN);
  }

  @Test
  void numbers_are_bounded() {
    assertThatThrownBy(() -> HttpOptions.loopback(65_536))
        .hasMessage("port is 65536, must be from 0 to 65535");
    assertThatThrownBy(() -> LOOPBACK.allowing(0))
        .hasMessage("requests per second are 0, must be from 1 to 1000000");
  }
}
