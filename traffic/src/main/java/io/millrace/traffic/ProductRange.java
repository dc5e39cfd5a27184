package io.millrace.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The products: regular ones, whose popularity falls as Zipf's law says, and limited editions that
 * are ordered only when they are out of stock. Some regular ones are missing from the reference
 * data, and some are in it twice.
 */
final class ProductRange {
  private static final int REGULAR = 240;
  private static final int LIMITED = 40;
  private static final int TABLE = 8192;
  private static final String[] KINDS = {
    "Teapot", "Lamp", "Läufer", "Notebook", "茶碗", "Mug \"Classic\"", "Backpack", "Bouilloire été"
  };
  private static final String[] CATEGORIES = {"kitchen", "living", "textiles", "office", "travel"};

  private final int[] byPopularity = new int[TABLE];
  private final long[] cents = new long[REGULAR + LIMITED];
  private final Dice dice;

  ProductRange(Dice dice) {
    this.dice = dice;
    Arrays.setAll(cents, i -> dice.scaleFree(300, 150_000));
    double total = 0;
    for (int i = 0; i < REGULAR; i++) {
      total += 1.0 / (i + 2);
    }
    double sum = 0;
    int from = 0;
    for (int i = 0; i < REGULAR; i++) {
      sum += 1.0 / (i + 2);
      int to = i == REGULAR - 1 ? TABLE : (int) (sum / total * TABLE);
      Arrays.fill(byPopularity, from, to, i);
      from = to;
    }
  }

  /** The number of a regular product; low numbers are popular. */
  int draw() {
    return byPopularity[dice.below(TABLE)];
  }

  /** The number of the nth limited edition; after 40 of them the first comes again. */
  int limited(long n) {
    return REGULAR + (int) (n % LIMITED);
  }

  String name(int product) {
    return product % 37 == 36 ? "prd-größe-" + product : "prd-" + product;
  }

  /** The price of one, in US cents: 3.00 to 1,500.00. */
  long cents(int product) {
    return cents[product];
  }

  /** The reference data, one JSON object each. */
  List<byte[]> records() {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < REGULAR + LIMITED; i++) {
      if (i % 50 == 49) {
        continue; // orders of it have no name and no category
      }
      if (i % 60 == 7) {
        records.add(record(i, "old name of " + name(i)));
      }
      records.add(record(i, KINDS[i % KINDS.length] + " " + i));
    }
    return records;
  }

  private byte[] record(int product, String title) {
    JsonLine line = new JsonLine().open().text("product_id", name(product)).text("name", title);
    if (product % 12 != 11) {
      line.text("category", CATEGORIES[product % CATEGORIES.length]);
    }
    return line.close();
  }
}
