package io.millrace.domain.policy;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.money.Currency;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many times as large a number is that means about as much money in a currency as it does in
 * euros or US dollars. Amounts in policies are for currencies like these; for another one they are
 * multiplied by its scale.
 *
 * @param byCode the scales other than 1, by the codes of active currencies; from 0.0001 to 1000000
 */
public record CurrencyScales(Map<String, BigDecimal> byCode) implements Serializable {
  private static final BigDecimal LEAST = new BigDecimal("0.0001");
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  /** Orders of magnitude, for the currencies that people pay with most. */
  public static final CurrencyScales DEFAULT = new CurrencyScales(defaults());

  /** Section {@code currency_scales}: a scale for each active currency. */
  public static final PolicySection<CurrencyScales> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<CurrencyScales>of(
              "currency_scales",
              CurrencyScales::write,
              CurrencyScales::read,
              Currency.active().stream()
                  .map(currency -> Field.decimal(currency.code()))
                  .toArray(Field[]::new)));

  public CurrencyScales {
    byCode = Map.copyOf(byCode);
    PolicyFaults faults = PolicyFaults.in("currency_scales");
    new TreeMap<>(byCode)
        .forEach(
            (code, scale) ->
                faults
                    .require(
                        Currency.find(code) != null,
                        code + " is no active ISO 4217 code in upper case")
                    .require(
                        scale.compareTo(LEAST) >= 0 && scale.compareTo(MOST) <= 0,
                        code + " is " + scale + ", must be from " + LEAST + " to " + MOST));
    faults.refuse();
  }

  /** The scale of a currency. */
  public BigDecimal of(Currency currency) {
    return byCode.getOrDefault(currency.code(), BigDecimal.ONE);
  }

  /** What an amount of a policy is in a currency. Hot: asked for every payment and order. */
  public BigDecimal scaled(BigDecimal amount, Currency currency) {
    BigDecimal scale = byCode.get(currency.code());
    return scale == null ? amount : amount.multiply(scale);
  }

  private static Map<String, BigDecimal> defaults() {
    Map<String, BigDecimal> scales = new TreeMap<>();
    add(scales, 10, "CNY CZK DKK HKD MXN NOK SEK THB TWD ZAR");
    add(scales, 100, "HUF INR ISK JPY PHP PKR RUB TRY");
    add(scales, 1_000, "CLP COP KRW NGN");
    add(scales, 10_000, "IDR VND");
    return scales;
  }

  private static void add(Map<String, BigDecimal> scales, long scale, String codes) {
    for (int at = 0; at + 3 <= codes.length(); at += 4) {
      scales.put(codes.substring(at, at + 3), BigDecimal.valueOf(scale));
    }
  }

  private void write(FieldWriter out) throws IOException {
    for (Currency currency : Currency.active()) {
      out.decimal(of(currency));
    }
  }

  private static CurrencyScales read(FieldReader in) throws IOException {
    Map<String, BigDecimal> scales = new TreeMap<>();
    for (Currency currency : Currency.active()) {
      scales.put(currency.code(), in.decimal());
    }
    scales.values().removeIf(scale -> scale.compareTo(BigDecimal.ONE) == 0);
    return new CurrencyScales(scales);
  }
}
