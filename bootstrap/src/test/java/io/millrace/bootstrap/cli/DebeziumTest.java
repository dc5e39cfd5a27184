package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Debezium writes of a table of products, through the commands. */
class DebeziumTest {
  private static final String SAME = "__debezium_unavailable_value";

  @TempDir private Path folder = Path.of(".");

  @BeforeEach
  void write_a_history() throws IOException {
    List<String> products = new ArrayList<>();
    products.add(change("c", "7", "Pot", "TEA", 0));
    products.add(change("u", "7", "Kettle", SAME, 10_000));
    products.add(change("u", "8", SAME, "TEA", 10_000));
    products.add(
        "{'product_id':'9','name':'Cup','category':'TEA'}"
            + "{'product_id':'9','name':'Mug','category':'__debezium_unavailable_value'}");
    products.add("{'product_id':10,'name':'Can','category':'TEA','__deleted':'false'}");
    products.add("{'product_id':10,'name':'Can','category':'TEA','__deleted':'true'}");
    List<String> orders = new ArrayList<>();
    for (String product : new String[] {"7", "8", "9", "10"}) {
      for (int second : new int[] {5, 15}) {
        orders.add(
            String.format(
                Locale.ROOT,
                "{'event_id':'%s at %d','order_id':'o','customer_id':'c','product_id':'%s',"
                    + "'quantity':1,'amount':1,'currency':'EUR','status':'COMPLETED',"
                    + "'event_time':%d}",
                product,
                second,
                product,
                second * 1_000));
      }
    }
    Files.createDirectories(folder.resolve("in"));
    Files.writeString(folder.resolve("in/products.ndjson"), text(products));
    Files.writeString(folder.resolve("in/orders.ndjson"), text(orders));
  }

  private static String change(String op, String id, String name, String category, long timeMs) {
    return String.format(
        Locale.ROOT,
        "{'before':null,'after':{'product_id':%s,'name':'%s','category':'%s'},"
            + "'source':{'ts_ms':%d},'op':'%s'}",
        id,
        name,
        category,
        timeMs,
        op);
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines).replace('\'', '"') + "\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"backfill", "run"})
  void orders_have_what_their_products_were_then(String name) throws IOException {
    Path out = folder.resolve("out");

    Command command = Command.run(name, "--input", folder.resolve("in"), "--output", out);

    assertThat(command.exitCode()).as(command.err()).isZero();
    Pattern enriched =
        Pattern.compile(
            "\"event_id\":\"(.*?)\".*\"product_name\":\"(.*?)\",\"category\":\"(.*?)\"");
    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("enriched_orders.ndjson"))) {
      Matcher order = enriched.matcher(line);
      assertThat(order.find()).as(line).isTrue();
      found.add(order.group(1) + ": " + order.group(2) + ", " + order.group(3));
    }
    assertThat(found)
        .containsExactlyInAnyOrder(
            "7 at 5: Pot, TEA",
            "7 at 15: Kettle, TEA",
            "8 at 5: UNKNOWN, UNKNOWN",
            "8 at 15: UNKNOWN, UNKNOWN",
            "9 at 5: Mug, TEA",
            "9 at 15: Mug, TEA",
            "10 at 5: UNKNOWN, UNKNOWN",
            "10 at 15: UNKNOWN, UNKNOWN");
    assertThat(Files.readAllLines(out.resolve("rejections.ndjson")))
        .singleElement()
        .asString()
        .startsWith("{\"stream\":\"products\",\"reason\":\"UNKNOWN_VALUE\",\"field\":\"name\"")
        .contains("__debezium_unavailable_value", "\"file\":\"products.ndjson\",\"line\":3");
  }

  @Test
  void the_table_has_the_last_of_each() throws IOException {
    Path query =
        Files.writeString(
            folder.resolve("q.sql"),
            "SELECT product_id, name, category FROM products ORDER BY product_id;");

    Command command = Command.run("sql", query, "--input", folder.resolve("in"), "--format", "csv");

    assertThat(command.exitCode()).as(command.err()).isZero();
    assertThat(command.out().lines().map(line -> line.replace("\"", "")))
        .containsExactly("product_id,name,category", "7,Kettle,TEA", "9,Mug,TEA");
    assertThat(command.err()).contains("products: 7 records, 1 rejected (1 UNKNOWN_VALUE)");
  }
}
