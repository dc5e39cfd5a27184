package io.millrace.bootstrap.plan;

import io.millrace.files.UsageException;
import io.millrace.json.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What the user pays for one of each unit. None comes with this program: they differ by region,
 * contract and year.
 *
 * @param text what else the file says of them: currency, date
 */
public record Prices(Map<Costs.Unit, BigDecimal> each, String text) {
  public static final Prices NONE = new Prices(Map.of(), "");

  /**
   * Reads a file of properties: {@code kpu_hour=0.1}, one for each unit that has a price, and
   * {@code text=} with currency and date.
   *
   * @throws UsageException if it cannot be read, or with what is wrong in it
   */
  public static Prices read(Path file) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (NoSuchFileException e) {
      throw new UsageException("--prices is \"" + file + "\", which does not exist");
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("--prices is \"" + file + "\", which cannot be read: " + e);
    }
    Map<String, Costs.Unit> known = new LinkedHashMap<>();
    Arrays.stream(Costs.Unit.values()).forEach(unit -> known.put(unit.id(), unit));
    Map<Costs.Unit, BigDecimal> each = new EnumMap<>(Costs.Unit.class);
    for (String key : properties.stringPropertyNames().stream().sorted().toList()) {
      if (key.equals("text")) {
        continue;
      }
      Costs.Unit unit = known.get(key);
      if (unit == null) {
        throw new UsageException(
            "--prices has \"" + key + "\", which is no unit" + Nearest.hint(key, known.keySet()));
      }
      each.put(unit, price(key, properties.getProperty(key)));
    }
    return new Prices(each, properties.getProperty("text", ""));
  }

  private static BigDecimal price(String key, String text) {
    try {
      BigDecimal price = new BigDecimal(text.trim());
      if (price.signum() >= 0 && price.precision() <= 18 && Math.abs(price.scale()) <= 18) {
        return price;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new UsageException(
        "--prices has " + key + "=" + text + ", must be a number of at least 0, like 0.11");
  }
}
