package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrictUtf8Test {
  @Test
  void every_sequence_is_judged_as_the_jdk_judges_it() {
    for (int lead = 0x7E; lead < 256; lead++) {
      for (int second = 0x70; second < 256; second++) {
        for (int third : new int[] {0x00, 0x7F, 0x80, 0xBF, 0xC0}) {
          assertJudgedAlike(lead, second);
          assertJudgedAlike(lead, second, third);
          assertJudgedAlike(lead, second, 0x80, third);
          assertJudgedAlike('a', 'b', 'c', 'd', 'e', 'f', 'g', lead, second, third, 'h');
        }
      }
    }
  }

  @Test
  void random_bytes_are_judged_as_the_jdk_judges_them() {
    long seed = Long.getLong("millrace.seed", 20_261_123);
    System.out.println("StrictUtf8Test: -Dmillrace.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes =
          "Grüße, 東京, \uD83D\uDE00 und eine lange Zeile".getBytes(StandardCharsets.UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      assertJudgedAlike(bytes);
    }
  }

  @Test
  void the_first_fault_is_located() {
    byte[] bytes = "0123456789é".getBytes(StandardCharsets.UTF_8);
    assertThat(StrictUtf8.firstFault(bytes)).isEqualTo(-1);
    bytes[11] = 'x';
    assertThat(StrictUtf8.firstFault(bytes)).isEqualTo(10);
  }

  private static void assertJudgedAlike(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    assertJudgedAlike(bytes);
  }

  private static void assertJudgedAlike(byte[] bytes) {
    if (StrictUtf8.isValid(bytes) != jdkAccepts(bytes)) {
      throw new AssertionError(HexFormat.of().formatHex(bytes));
    }
  }

  private static boolean jdkAccepts(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
