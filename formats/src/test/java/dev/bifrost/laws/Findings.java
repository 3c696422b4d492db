package dev.bifrost.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Collects where one law does not hold, and compares that with the list of exceptions beside this
/// class.
public final class Findings {
  /// Checks one case; what is wrong, or null.
  public interface Check {
    @Nullable String fault();
  }

  private final String law;
  private final String format;
  private final Map<String, String> faults = new LinkedHashMap<>();
  private int cases;

  /// Starts on a law for one format.
  public Findings(String law, String format) {
    this.law = law;
    this.format = format;
  }

  /// Holds the law against one recording.
  public void check(Object recording, Check check) {
    cases++;
    String fault;
    try {
      fault = check.fault();
    } catch (RuntimeException | AssertionError thrown) {
      fault = "throws " + thrown;
    }
    if (fault != null) {
      faults.putIfAbsent(recording.toString(), fault);
    }
  }

  /// The law holds everywhere but where the list says so.
  public void assertLawHolds() throws IOException {
    Set<String> excepted = exceptions();
    assertThat(cases).as("cases").isPositive();
    assertThat(excepted).as("exceptions of the law").hasSizeLessThanOrEqualTo(cases / 100);
    List<String> news = new ArrayList<>();
    faults.forEach((recording, fault) -> {
      if (!excepted.remove(recording)) {
        news.add(recording + ": " + fault);
      }
    });
    String some = String.join("\n", news.subList(0, Math.min(20, news.size())));
    assertThat(news)
        .withFailMessage("%s, %s: fails for %d of %d:%n%s", law, format, news.size(), cases, some)
        .isEmpty();
    assertThat(excepted).as("exceptions that do not fail any more").isEmpty();
  }

  private Set<String> exceptions() throws IOException {
    Set<String> files = new TreeSet<>();
    try (InputStream in = Findings.class.getResourceAsStream("exceptions.tsv")) {
      assertThat(in).isNotNull();
      String start = law + "\t" + format + "\t";
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(start))
          .forEach(line -> {
            String rest = line.substring(start.length());
            assertThat(rest).as("a reason").matches("[^\t]+\t[^\t]{10,}");
            files.add(rest.substring(0, rest.indexOf('\t')));
          });
    }
    return files;
  }
}
