package io.issuestream.local.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium with a profile of its own that keeps a picture and a line of every step. */
final class Browser implements AutoCloseable {
  static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final Duration BOUND = Duration.ofSeconds(30);

  private final Path record;
  private final ChromeDriver driver;
  private int steps;

  private Browser(Path record, ChromeDriver driver) {
    this.record = record;
    this.driver = driver;
  }

  /** Whether this machine has one. */
  static boolean isThere() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  /** Opens one; what was recorded in that directory before is replaced. */
  static Browser open(Path record, Path profile) throws IOException {
    Files.createDirectories(record);
    try (var old = Files.list(record)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=900,700",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(record, new ChromeDriver(service, options));
  }

  void go(String url) {
    driver.get(url);
  }

  void reload() {
    driver.navigate().refresh();
  }

  /** Waits for a page with this heading. */
  void awaitHeading(String words) {
    new WebDriverWait(driver, BOUND)
        .withMessage(() -> "no page says '" + words + "'; this one does: " + driver.getPageSource())
        // The page may be left while it is looked at.
        .ignoring(StaleElementReferenceException.class)
        .until(now ->
            now.findElements(By.tagName("h1")).stream()
                .anyMatch(heading -> heading.getText().contains(words)));
  }

  void click(String css) {
    driver.findElement(By.cssSelector(css)).click();
  }

  /** The body's text as a reader sees it. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Where the browser is, without what follows the question mark. */
  String place() {
    return driver.getCurrentUrl().replaceAll("[?#].*", "");
  }

  /** Cookies that a script of this page can read. */
  String cookiesOfScripts() {
    return String.valueOf(driver.executeScript("return document.cookie"));
  }

  /** Cookies that this page's requests would carry. */
  int cookies() {
    return driver.manage().getCookies().size();
  }

  /** What a page's script gets from a promise; its own failure fails the test. */
  String script(String promise, Object... arguments) {
    Object[] answer = new Object[1];
    driver.manage().timeouts().scriptTimeout(BOUND);
    answer[0] =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1]; ("
                + promise
                + ")(...arguments).then(done, failure => done('failed: ' + failure))",
            arguments);
    String text = String.valueOf(answer[0]);
    if (text.startsWith("failed: ")) {
      throw new IllegalStateException(text);
    }
    return text;
  }

  /** Keeps what is to be seen now. */
  void record(String step) {
    steps++;
    String name =
        "%02d-%s".formatted(steps, step.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    try {
      Files.write(record.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
      Files.writeString(
          record.resolve("steps.log"),
          "%s  %s%n    %s%n    %s%n"
              .formatted(
                  Instant.now().truncatedTo(ChronoUnit.MILLIS),
                  step,
                  place(),
                  text().replaceAll("\\s+", " ")),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
