package dev.bifrost.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.laws.Findings;
import dev.bifrost.wire.RequestEdit;
import dev.bifrost.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every real request, read in its dialect and written in another, is one that the other's own API
/// description accepts.
final class SpecTest {
  static Stream<WireFormat> formats() {
    return WireFormats.all().stream();
  }

  private static Spec spec(WireFormat format) throws IOException {
    return switch (format.name()) {
      case "openai.chat" -> Spec.of("openai/openapi.yaml", "CreateChatCompletionRequest");
      case "openai.responses" -> Spec.of("openai/openapi.yaml", "CreateResponse");
      case "anthropic.messages" -> Spec.of("anthropic/openapi.json", "BetaCreateMessageParams");
      case "gemini.generateContent" -> Spec.of("gemini/openapi.json", "GenerateContentRequest");
      default -> throw new IllegalArgumentException("no description of " + format.name());
    };
  }

  private static List<Requests> all() throws IOException {
    List<Requests> all = new ArrayList<>(Requests.captured());
    all.addAll(Requests.recorded());
    return all;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsWrittenInAnotherDialectIsAccepted(WireFormat target) throws IOException {
    Spec spec = spec(target);
    Findings findings = new Findings("spec", target.name());
    for (Requests request : all()) {
      if (!request.format().equals(target)) {
        findings.check(request, () -> faultOfWritten(request, target, spec));
      }
    }
    findings.assertLawHolds();
  }

  private static @Nullable String faultOfWritten(Requests one, WireFormat target, Spec spec) {
    ChatRequest request = one.format().chat().read(one.body(), one.path());
    if (one.format().chat().untranslatable(request) != null) {
      return null;
    }
    Obj written = target.chat().write(request).body();
    List<String> faults = spec.faults(written);
    return faults.isEmpty() ? null : faults.getFirst();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aModelIsSetAndNothingElseChanges(WireFormat format) throws IOException {
    Findings findings = new Findings("set model", format.name());
    for (Requests request : all()) {
      if (request.format().equals(format)) {
        findings.check(request, () -> faultOfEdit(request));
      }
    }
    findings.assertLawHolds();
  }

  private static @Nullable String faultOfEdit(Requests one) {
    String before = one.body().text();
    Obj body = (Obj) Json.parse(before);
    RequestEdit edit = new RequestEdit.SetModel("another/model");
    String after = new String(one.format().chat().edit(body, List.of(edit)), UTF_8);
    Str model = body.str("model");
    if (one.path().model() != null && after.equals(before)) {
      return null;
    }
    Obj edited = (Obj) Json.parse(after);
    if (!edited.text("model", "").endsWith("another/model")
        || !edited.without("model").equals(body.without("model"))) {
      return "more than the model changed";
    }
    if (model == null) {
      return null;
    }
    int same = 0;
    while (before.charAt(same) == after.charAt(same)) {
      same++;
    }
    int place = before.indexOf(model.text(), Math.max(0, same - model.rawLength()));
    String rest = before.substring(place + model.text().length());
    return after.endsWith("another/model\"" + rest) ? null : "the spelling of the rest changed";
  }
}
