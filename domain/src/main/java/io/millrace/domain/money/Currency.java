package io.millrace.domain.money;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An active currency of ISO 4217 with its minor units.
 *
 * <p>The list is the standard's list one as of 2026-01-01, without the metals, testing and
 * settlement codes that have no minor units (XAU, XTS, XDR and their like). It stands here because
 * the JDK's list holds withdrawn currencies too and differs between its versions.
 */
public final class Currency implements Comparable<Currency> {
  private static final String WITHOUT_DECIMALS =
      """
      BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF
      XPF
      """;

  private static final String WITH_TWO_DECIMALS =
      """
      AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV
      BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP
      CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
      GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD
      KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
      MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
      PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
      STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU
      UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
      """;

  private static final String WITH_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND";

  private static final String WITH_FOUR_DECIMALS = "CLF UYW";

  private static final Map<String, Currency> ACTIVE = active4217();

  private final String code;
  private final int decimals;

  private Currency(String code, int decimals) {
    this.code = code;
    this.decimals = decimals;
  }

  /** The active currency of an upper-case code, or null if there is none. */
  public static @Nullable Currency find(String code) {
    return ACTIVE.get(code);
  }

  /** The active currency of an upper-case code that is known to have one. */
  public static Currency of(String code) {
    Currency found = ACTIVE.get(code);
    if (found == null) {
      throw new IllegalArgumentException("not an active ISO 4217 code: " + code);
    }
    return found;
  }

  /** All active currencies, by code. */
  public static Collection<Currency> active() {
    return ACTIVE.values();
  }

  /** Three upper-case letters. */
  public String code() {
    return code;
  }

  /** How many decimals amounts of this currency are written with, 0 to 4. */
  public int decimals() {
    return decimals;
  }

  @Override
  public int compareTo(Currency other) {
    return code.compareTo(other.code);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Currency that && code.equals(that.code);
  }

  @Override
  public int hashCode() {
    return code.hashCode();
  }

  @Override
  public String toString() {
    return code;
  }

  private static Map<String, Currency> active4217() {
    Map<String, Currency> found = new TreeMap<>();
    add(found, 0, WITHOUT_DECIMALS);
    add(found, 2, WITH_TWO_DECIMALS);
    add(found, 3, WITH_THREE_DECIMALS);
    add(found, 4, WITH_FOUR_DECIMALS);
    return Collections.unmodifiableMap(found);
  }

  private static void add(Map<String, Currency> found, int decimals, String codes) {
    for (int at = 0; at + 3 <= codes.length(); at += 4) {
      String code = codes.substring(at, at + 3);
      found.put(code, new Currency(code, decimals));
    }
  }
}
