package io.millrace.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.EvidenceQueries;
import io.millrace.application.queries.Freshness;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser. Screenshots for a reviewer are left in target/screenshots. */
class PageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final double PATIENCE_MS = 20_000;
  private static final String AXE =
      "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
          + ".map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary)"
          + ".join('; '))";

  private static Shop shop;
  private static DashboardServer server;
  private static Playwright playwright;
  private static Browser browser;

  /** The browser's own lines about a server that has been stopped: the moment decides which. */
  private static final String SERVER_GONE = ".*net::ERR_.*";

  private final List<String> complaints = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    assertThat(CHROMIUM)
        .as("The page is tested in Chromium: install it with apt-get install chromium.")
        .isExecutable();
    shop =
        new Shop(7)
            .minutes(90)
            .sales()
            .latency()
            .fulfilments(300)
            .alerts(120, Duration.ofSeconds(47));
    String unused = shop.cardTesting();
    server = serve(0);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--headless",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run")));
    Files.createDirectories(SCREENSHOTS);
  }

  @AfterAll
  static void stop() throws IOException {
    browser.close();
    playwright.close();
    server.close();
    shop.close();
  }

  @AfterEach
  void nothing_was_complained_about() {
    contexts.forEach(BrowserContext::close);
    complaints.removeIf(text -> expected.stream().anyMatch(text::matches));
    assertThat(complaints).as("the browser's console").isEmpty();
  }

  private static DashboardServer serve(int port) throws IOException {
    return DashboardServer.start(
        HttpOptions.loopback(port),
        Catalogue.installed(),
        shop.queries(),
        shop.evidence(),
        ShopServer.recent());
  }

  private static Browser.NewContextOptions desktop() {
    return new Browser.NewContextOptions()
        .setViewportSize(1440, 1000)
        .setReducedMotion(ReducedMotion.REDUCE)
        .setLocale("en-GB");
  }

  /** The browser's default is light; Playwright cannot spell it in the locale of the tests. */
  private static Browser.NewContextOptions desktop(String theme) {
    return theme.equals("dark") ? desktop().setColorScheme(ColorScheme.DARK) : desktop();
  }

  private Page open(URI address, Browser.NewContextOptions options) {
    return open(address, options, context -> {});
  }

  private Page open(
      URI address, Browser.NewContextOptions options, Consumer<BrowserContext> prepare) {
    BrowserContext context = browser.newContext(options);
    prepare.accept(context);
    contexts.add(context);
    Page page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.onConsoleMessage(this::listen);
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!URI.create(request.url()).getAuthority().equals(address.getAuthority())) {
            complaints.add("a request to another host: " + request.url());
          }
        });
    page.navigate(address.toString());
    return page;
  }

  private void listen(ConsoleMessage message) {
    if (List.of("error", "warning").contains(message.type())) {
      complaints.add(message.text());
    }
  }

  private Page loaded(Browser.NewContextOptions options) {
    Page page = open(server.uri(), options);
    awaitData(page);
    return page;
  }

  private static void awaitData(Page page) {
    for (String panel :
        List.of("#revenue-chart", "#latency-chart", "#product-list", "#outcomes", "#alert-list")) {
      assertThat(page.locator(panel))
          .hasAttribute("data-state", "ready", new HasAttributeOptions().setTimeout(PATIENCE_MS));
    }
    assertThat(page.locator("#freshness")).hasAttribute("data-state", "live");
    assertThat(page.locator("#latency-chart canvas")).isVisible();
  }

  /** A number of the API's newest minute, as people read it. */
  private static String ofTheNewestMinute(String field) {
    String minutes = new ApiClient(server).get("/api/v1/minutes").body();
    String newest = minutes.substring(minutes.lastIndexOf("{\"window_start\""));
    Matcher number = Pattern.compile("\"" + field + "\":(\\d+)").matcher(newest);
    assertThat(number.find()).as(newest).isTrue();
    return String.format(Locale.UK, "%,d", Long.parseLong(number.group(1)));
  }

  private static Locator cardRow(Page page) {
    return page.locator("#alert-list li button")
        .filter(new Locator.FilterOptions().setHasText("card-4711"));
  }

  private static void picture(Page page, String name, boolean whole) {
    page.screenshot(
        new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(whole));
  }

  private static void isAccessible(Page page) throws IOException {
    try (InputStream axe = PageTest.class.getResourceAsStream("/axe.min.js")) {
      assertThat(axe).as("axe.min.js on the class path").isNotNull();
      page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat((List<?>) page.evaluate(AXE)).as("what axe-core found").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void it_shows_everything_in_both_themes_and_is_accessible(String theme) throws IOException {
    Page page = loaded(desktop(theme));
    assertThat(page.locator("[data-kpi=revenue] .value")).containsText("€");
    assertThat(page.locator("[data-kpi=errors] .value")).containsText("%");
    assertThat(page.locator("[data-kpi=users] .value")).hasText(ofTheNewestMinute("active_users"));
    assertThat(page.locator("[data-kpi=requests] .value")).hasText(ofTheNewestMinute("requests"));
    assertThat(page.locator("#product-list li")).hasCount(8);
    assertThat(page.locator("#outcomes dd b")).hasCount(3);
    assertThat(page.locator("#latest li")).hasCount(5);
    assertThat(cardRow(page)).containsText("Card testing");
    assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo(theme);
    isAccessible(page);
    picture(page, theme, true);
  }

  @Test
  void it_paints_and_weighs_less_than_300_kilobytes() {
    Page page = loaded(desktop());
    Number painted =
        (Number)
            page.evaluate(
                "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1");
    Number weight =
        (Number)
            page.evaluate(
                "performance.getEntriesByType('resource').concat(performance.getEntriesByType("
                    + "'navigation')).filter(e => !e.name.includes('/api/'))"
                    + ".reduce((sum, e) => sum + e.decodedBodySize, 0)");
    System.out.println("first paint after " + painted + " ms; page of " + weight + " bytes");
    assertThat(painted.doubleValue()).isNotNegative();
    assertThat(weight.intValue()).isBetween(20_000, 300_000);
  }

  @Test
  void on_a_phone_nothing_is_wider_than_the_screen() throws IOException {
    Page page = loaded(desktop().setViewportSize(360, 800).setIsMobile(true).setHasTouch(true));
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    isAccessible(page);
    picture(page, "phone", true);
    cardRow(page).tap();
    assertThat(page.locator(".timeline li")).hasCount(4);
    picture(page, "phone-alert", false);
  }

  @Test
  void alerts_are_filtered_and_older_ones_are_fetched() {
    Page page = loaded(desktop());
    Locator rows = page.locator("#alert-list > li[data-severity]");
    assertThat(rows).hasCount(50);
    page.locator("#more").click();
    assertThat(rows).hasCount(100);
    page.locator("select[name=severity]").selectOption("MEDIUM");
    assertThat(page.locator("#alert-list > li[data-severity=MEDIUM]")).hasCount(31);
    assertThat(rows).hasCount(31);
    page.locator("select[name=rule]").selectOption("card-testing");
    assertThat(page.locator("#alert-list .state")).hasText("No alert matches these filters.");
    picture(page, "filtered-empty", false);
    page.locator("select[name=severity]").selectOption("");
    page.locator("input[name=key]").fill("card-4711");
    assertThat(rows).hasCount(1);
  }

  @Test
  void a_rule_that_a_decision_brings_along_is_in_the_menu_and_has_its_title_unit_and_marks()
      throws Exception {
    try (Shop mill = new Shop(7).alerts(8, Duration.ofSeconds(9)).latency().slowMill("wheel-1");
        DashboardServer more =
            DashboardServer.start(
                HttpOptions.loopback(0),
                OneMoreRule.catalogue(),
                mill.queries(OneMoreRule.catalogue()),
                EvidenceQueries.NONE,
                () -> Freshness.UNKNOWN);
        Page page = open(more.uri(), desktop())) {
      Locator rows = page.locator("#alert-list > li[data-severity]");
      assertThat(rows).hasCount(10);
      assertThat(page.locator("select[name=rule] option")).hasCount(6);
      page.locator("select[name=rule]").selectOption("Slow mill");
      assertThat(rows).hasCount(1);
      assertThat(rows).containsText("Slow mill");
      assertThat(rows).containsText("7,250 ms against 41 s");
      Request marks =
          page.waitForRequest(
              asked -> asked.url().contains("/alerts?key=wheel-POST"),
              () -> page.locator("#endpoint").selectOption("POST /api/checkout"));
      assertThat(marks.url()).contains("&rule=slow-mill&");
    }
  }

  @Test
  void windows_of_other_sizes_are_shown_as_what_they_are() throws Exception {
    try (Shop other =
            new Shop(7)
                .by(ShopServer.otherWindows())
                .minutes(130)
                .sales()
                .latency()
                .fulfilments(9)
                .alerts(4, Duration.ofSeconds(9));
        DashboardServer small =
            DashboardServer.start(
                HttpOptions.loopback(0),
                Catalogue.installed(),
                other.queries(),
                EvidenceQueries.NONE,
                ShopServer.recent());
        Page page = open(small.uri(), desktop())) {
      awaitData(page);
      assertThat(page.locator("[data-kpi=revenue] h2")).hasText("Revenue / 30 s");
      assertThat(page.locator("#revenue-note")).containsText("in the last hour, 30 s each, UTC");
      assertThat(page.locator("#latency-note")).containsText("over the last 1.5 min, UTC");
      picture(page, "other-windows", true);
    }
  }

  @Test
  void an_alert_opens_its_evidence_by_keyboard_and_shows_data_as_text_only() throws IOException {
    Page page = loaded(desktop());
    cardRow(page).focus();
    page.keyboard().press("Enter");
    Locator events = page.locator(".timeline li");
    assertThat(events).hasCount(4);
    assertThat(page.locator("#detail .explanation")).containsText("After 3 small payments");
    assertThat(page.locator("#detail .comparison")).containsText("349.90");
    assertThat(page.locator("#detail .span i")).hasCount(4);
    assertThat(page.locator("#detail .shared")).containsText("<b>Corner & Co</b>");
    assertThat(events.first()).containsText("1.00");
    assertThat(events.last()).containsText("349.90");
    assertThat(page.locator("#detail dd b")).hasCount(0);
    isAccessible(page);
    picture(page, "evidence", false);
    page.keyboard().press("Escape");
    assertThat(page.locator("#detail")).not().isVisible();
    assertThat(cardRow(page)).isFocused();
    page.locator("#alert-list li button").last().click();
    assertThat(page.locator(".timeline")).containsText("the event itself was not kept");
  }

  @Test
  void usual_is_the_median_of_the_same_hour_of_other_days() throws Exception {
    try (Shop low = new Shop(7)) {
      for (int day = 1; day <= 7; day++) {
        for (int minute = 0; minute < 60; minute++) { // two days were not as usual
          low.minute(
              hour(low).minus(Duration.ofDays(day)).plusSeconds(60L * minute), day < 3 ? 0.1 : 1);
        }
      }
      anHour(low, 0.1);
      assertThat(usualRequests(low)).isBetween(900, 1020);
    }
  }

  @Test
  void usual_is_the_median_of_other_hours_where_there_are_no_other_days() throws Exception {
    try (Shop low = new Shop(7)) {
      for (int minute = 1; minute <= 240; minute++) {
        low.minute(hour(low).minusSeconds(60L * minute), minute <= 60 ? 0.1 : 1);
      }
      anHour(low, 0.1);
      assertThat(usualRequests(low)).isBetween(900, 1020);
    }
  }

  @Test
  void usual_is_the_median_of_the_minutes_before_where_there_is_nothing_else() throws Exception {
    try (Shop young = new Shop(7)) {
      for (int minute = 1; minute <= 9; minute++) {
        young.minute(young.now.minusSeconds(60L * minute), minute <= 4 ? 0.1 : 1);
      }
      young.flush();
      assertThat(usualRequests(young)).isBetween(900, 1020);
    }
  }

  /** The begin of the hour in which the newest minute is. */
  private static Instant hour(Shop shop) {
    return shop.now.minusMillis(1).truncatedTo(ChronoUnit.HOURS);
  }

  /** The minutes that are shown. */
  private static void anHour(Shop shop, double busy) {
    for (int minute = 60; minute >= 1; minute--) {
      shop.minute(shop.now.minusSeconds(60L * minute), busy);
    }
    shop.flush();
  }

  private int usualRequests(Shop shop) throws IOException {
    try (DashboardServer own =
            DashboardServer.start(
                HttpOptions.loopback(0),
                Catalogue.installed(),
                shop.queries(),
                EvidenceQueries.NONE,
                () -> Freshness.UNKNOWN);
        Page page = open(own.uri(), desktop())) {
      Locator note = page.locator("[data-kpi=requests] .note");
      assertThat(note).containsText("usually");
      return Integer.parseInt(note.textContent().replaceAll("\\D", ""));
    }
  }

  private static Locator row(Page page, String series, int which) {
    return page.locator("#alert-list li button")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile(series + "(?!\\d)")))
        .nth(which);
  }

  @Test
  void an_anomaly_goes_on_until_it_is_told_how_it_went() throws IOException {
    Page page = loaded(desktop());
    page.locator("select[name=rule]").selectOption("anomaly");
    assertThat(page.locator("#alert-list > li[data-severity]")).hasCount(31);
    assertThat(row(page, "sensor-3", 0).locator(".course")).hasText("goes on");
    assertThat(row(page, "sensor-7", 0).locator(".course"))
        .hasText("over after 3.3 min, at most 54");
    assertThat(row(page, "GET /api/products", 0).locator(".course"))
        .hasText("over after 3.3 min, at most 463 ms");
    // Of this one nothing is told, but there was a later one of its series.
    assertThat(row(page, "sensor-7", 1).locator(".course")).not().isVisible();
    isAccessible(page);
    picture(page, "incidents", false);
    row(page, "sensor-7", 0).click();
    assertThat(page.locator("#detail .explanation")).hasCount(2);
    assertThat(page.locator("#detail .explanation").last())
        .hasText("sensor-7 was unusual for 200 s: 9 values, at most 54.0.");
    assertThat((String) page.evaluate("document.querySelector('#detail-body').innerText"))
        .doesNotContain("null");
    isAccessible(page);
    picture(page, "incident", false);
  }

  @Test
  void the_end_of_an_anomaly_shows_without_a_reload() throws Exception {
    try (Shop quiet = new Shop(7);
        DashboardServer own =
            DashboardServer.start(
                HttpOptions.loopback(0),
                Catalogue.installed(),
                quiet.queries(),
                EvidenceQueries.NONE,
                () -> Freshness.UNKNOWN)) {
      Instant at = quiet.now.minusSeconds(4);
      String alertId = quiet.anomaly("sensor", at, 99, 71.25);
      quiet.flush();
      try (Page page = open(own.uri(), desktop())) {
        Locator course = page.locator("#alert-list .course");
        assertThat(course).hasText("goes on");
        quiet.over(alertId, "sensor", at, 99, 71.25);
        quiet.flush();
        assertThat(course)
            .hasText(
                "over after 3.3 min, at most 198", new HasTextOptions().setTimeout(PATIENCE_MS));
      }
    }
  }

  @Test
  void what_happens_shows_without_a_reload() {
    Page page = loaded(desktop());
    assertThat(page.locator("#freshness")).hasAttribute("title", "Updates are pushed");
    String user = "user-just-now";
    String unused = shop.bruteForce(user, shop.now.minusSeconds(1).plusMillis(7));
    shop.minute(shop.now, 3);
    shop.flush();
    assertThat(page.locator("#alert-list"))
        .containsText(user, new ContainsTextOptions().setTimeout(PATIENCE_MS));
    assertThat(page.locator("#alert-note")).containsText("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void it_survives_a_dead_server_and_recovers(String theme) throws IOException {
    expected.add(SERVER_GONE);
    DashboardServer mortal = serve(0);
    URI address = mortal.uri();
    try {
      Page page = open(address, desktop(theme));
      awaitData(page);
      mortal.close();
      assertThat(page.locator("#freshness"))
          .hasAttribute("data-state", "offline", new HasAttributeOptions().setTimeout(PATIENCE_MS));
      assertThat(page.locator("#notice")).containsText("cannot be reached");
      assertThat(page.locator("[data-kpi=revenue] .value")).containsText("€");
      picture(page, "offline-" + theme, false);
      mortal = serve(address.getPort());
      assertThat(page.locator("#freshness"))
          .hasAttribute("data-state", "live", new HasAttributeOptions().setTimeout(PATIENCE_MS));
      assertThat(page.locator("#notice")).not().isVisible();
    } finally {
      mortal.close();
    }
  }

  @Test
  void an_empty_shop_says_what_it_waits_for() throws Exception {
    try (Shop empty = new Shop(7);
        DashboardServer fresh =
            DashboardServer.start(
                HttpOptions.loopback(0),
                Catalogue.installed(),
                empty.queries(),
                EvidenceQueries.NONE,
                () -> Freshness.UNKNOWN);
        Page page = open(fresh.uri(), desktop())) {
      assertThat(page.locator("#revenue-chart .state")).containsText("No minute has been decided");
      assertThat(page.locator("#alert-list .state")).containsText("All quiet");
      assertThat(page.locator("#freshness")).containsText("Waiting for data");
      isAccessible(page);
      picture(page, "empty", false);
    }
  }

  @Test
  void a_job_that_has_fallen_behind_is_said_to_be_stale() throws IOException {
    Freshness old =
        new Freshness(
            OptionalLong.of(shop.now.minus(Duration.ofMinutes(9)).toEpochMilli()), null, List.of());
    try (DashboardServer behind =
            DashboardServer.start(
                HttpOptions.loopback(0),
                Catalogue.installed(),
                shop.queries(),
                shop.evidence(),
                () -> old);
        Page page = open(behind.uri(), desktop())) {
      assertThat(page.locator("#freshness")).hasAttribute("data-state", "stale");
      assertThat(page.locator("#freshness")).containsText("Stale");
      page.locator("#freshness").click();
      assertThat(page.locator("#about")).containsText("Everything up to the watermark is decided");
      isAccessible(page);
      picture(page, "stale", false);
      page.keyboard().press("Escape");
    }
  }

  @Test
  void before_the_first_answer_every_panel_shows_that_it_loads() {
    Page page = open(server.uri(), desktop(), context -> context.route("**/api/**", held -> {}));
    assertThat(page.locator("[data-state=loading]")).hasCount(6);
    assertThat(page.locator("#freshness")).containsText("Connecting");
    picture(page, "loading", false);
  }

  @Test
  void tables_that_cannot_be_read_are_said_so_in_every_panel() throws IOException {
    expected.add(".*status of 503.*");
    try (DashboardServer broken =
            DashboardServer.start(
                HttpOptions.loopback(0),
                Catalogue.installed(),
                new BrokenQueries(),
                EvidenceQueries.NONE,
                () -> Freshness.UNKNOWN);
        Page page = open(broken.uri(), desktop())) {
      assertThat(page.locator("#revenue-chart .state")).containsText("cannot be read now");
      assertThat(page.locator("#alert-list .state")).containsText("cannot be read now");
      assertThat(page.locator("#notice")).isVisible();
      picture(page, "error", false);
    }
  }

  @Test
  void a_token_is_asked_for_once_and_never_part_of_an_address() throws IOException {
    expected.add(".*status of 401.*");
    String token = "a-token-of-thirty-two-characters!";
    try (DashboardServer guarded =
            DashboardServer.start(
                HttpOptions.loopback(0).at("127.0.0.1", 0, token),
                Catalogue.installed(),
                shop.queries(),
                shop.evidence(),
                ShopServer.recent());
        Page page = open(guarded.uri(), desktop())) {
      page.locator("input[name=token]").fill(token);
      page.locator("#sign-in .primary").click();
      awaitData(page);
      assertThat(page.url()).doesNotContain(token);
    }
  }
}
