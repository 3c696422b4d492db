package dev.bifrost.spec;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// One schema of a provider's API description, relaxed as real traffic needs it: nulls count as
/// absent, only the members that carry the shape are required, unknown members are allowed, and of
/// several alternatives more than one may fit.
final class Spec {
  private static final Path FOLDER = Path.of(System.getProperty("shared")).resolve("specs");
  private static final Set<String> SHAPE =
      Set.of(
          "type",
          "object",
          "id",
          "role",
          "choices",
          "index",
          "message",
          "delta",
          "output",
          "text",
          "name",
          "arguments",
          "call_id",
          "input",
          "candidates",
          "model",
          "messages",
          "contents",
          "content",
          "max_tokens",
          "function",
          "tool_call_id",
          "tool_use_id",
          "source",
          "data",
          "media_type",
          "url",
          "image_url",
          "schema",
          "json_schema",
          "thinking",
          "signature",
          "functionCall",
          "input_schema");

  private static final Set<Tag> BARE = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

  private final Validator validator;
  private final URI schema = URI.create("https://spec.invalid/schema");

  private Spec(Obj description, String name) {
    Obj components = description.obj("components");
    if (components == null) {
      throw new IllegalArgumentException("no components");
    }
    Json relaxed = relaxed(withoutIds(components));
    validator =
        new ValidatorFactory()
            .withJsonNodeFactory(new TreeNode.Factory())
            .withDisabledSchemaValidation(true)
            .createValidator();
    validator.registerSchema(
        schema,
        new TreeNode(
            Json.obj()
                .put("$ref", "#/components/schemas/" + name)
                .put("components", relaxed)
                .build(),
            ""));
  }

  /// The schema of that name in a description, JSON or YAML.
  static Spec of(String file, String name) throws IOException {
    Path path = FOLDER.resolve(file);
    if (file.endsWith(".json")) {
      return new Spec((Obj) Json.parse(Files.readAllBytes(path)), name);
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(1 << 28);
    try (Reader in = Files.newBufferedReader(path)) {
      return new Spec((Obj) json(new Yaml(options).compose(in)), name);
    }
  }

  /// What the schema refuses in this value: the place and the reason, deepest places first.
  List<String> faults(Json value) {
    Validator.Result result = validator.validate(schema, new TreeNode(withoutNulls(value), ""));
    List<String> faults = new ArrayList<>();
    if (!result.isValid()) {
      result.getErrors().stream()
          .sorted((a, b) -> depth(b) - depth(a))
          .map(error -> error.getInstanceLocation() + " " + error.getError())
          .distinct()
          .forEach(faults::add);
    }
    return faults;
  }

  private static int depth(Error error) {
    return (int) error.getInstanceLocation().chars().filter(c -> c == '/').count();
  }

  /// OpenAI's own clients send their earlier answers back without the ids that these want.
  private static Obj withoutIds(Obj components) {
    Obj schemas = Objects.requireNonNullElse(components.obj("schemas"), Obj.empty());
    for (String name : List.of("OutputMessage", "ReasoningItem")) {
      Obj schema = schemas.obj(name);
      if (schema != null) {
        List<Json> others = new ArrayList<>(schema.list("required").values());
        others.remove(Json.of("id"));
        schemas = schemas.with(name, schema.with("required", Json.of(others)));
      }
    }
    return components.with("schemas", schemas);
  }

  private static Json relaxed(Json schema) {
    return switch (schema) {
      case Obj object -> {
        ObjBuilder built = Json.obj();
        object.members().forEach(member -> relaxed(member, built));
        yield built.build();
      }
      case Arr array -> Json.of(array.values().stream().map(Spec::relaxed).toList());
      case Str _, Num _, Bool _, Null _ -> schema;
    };
  }

  private static void relaxed(Member keyword, ObjBuilder built) {
    Json value = keyword.value();
    if (keyword.key().is("required") && value instanceof Arr names) {
      List<Json> shape = new ArrayList<>(names.values());
      shape.removeIf(name -> !(name instanceof Str text && SHAPE.contains(text.value())));
      built.put("required", Json.of(shape));
    } else if (keyword.key().is("oneOf")) {
      built.put("anyOf", relaxed(value));
    } else if (!keyword.key().is("additionalProperties") || !(value instanceof Bool)) {
      built.put(keyword.name(), relaxed(value));
    }
  }

  private static Json withoutNulls(Json value) {
    return switch (value) {
      case Obj object -> {
        ObjBuilder built = Json.obj();
        for (Member member : object.members()) {
          if (member.value() != Null.NULL) {
            built.put(member.name(), withoutNulls(member.value()));
          }
        }
        yield built.build();
      }
      case Arr array -> Json.of(array.values().stream().map(Spec::withoutNulls).toList());
      case Str _, Num _, Bool _, Null _ -> value;
    };
  }

  private static Json json(Node yaml) {
    return switch (yaml) {
      case MappingNode map -> {
        ObjBuilder built = Json.obj();
        for (NodeTuple member : map.getValue()) {
          built.put(((ScalarNode) member.getKeyNode()).getValue(), json(member.getValueNode()));
        }
        yield built.build();
      }
      case SequenceNode list -> Json.of(list.getValue().stream().map(Spec::json).toList());
      case ScalarNode scalar ->
          BARE.contains(scalar.getTag())
              ? Json.parse(scalar.getValue())
              : Json.of(scalar.getValue());
      default -> throw new IllegalArgumentException("no JSON: " + yaml);
    };
  }
}
