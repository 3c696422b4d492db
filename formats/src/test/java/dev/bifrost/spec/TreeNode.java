package dev.bifrost.spec;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Our JSON as the schema validator sees it. Children are made once.
final class TreeNode implements JsonNode {
  private final Json value;
  private final String pointer;
  private @Nullable List<JsonNode> items;
  private @Nullable Map<String, JsonNode> members;

  TreeNode(Json value, String pointer) {
    this.value = value;
    this.pointer = pointer;
  }

  /// Makes nodes of values and of texts.
  record Factory() implements JsonNodeFactory {
    @Override
    public JsonNode wrap(Object node) {
      return node instanceof TreeNode tree ? tree : new TreeNode((Json) node, "");
    }

    @Override
    public JsonNode create(String text) {
      return new TreeNode(Json.parse(text), "");
    }
  }

  @Override
  public String getJsonPointer() {
    return pointer;
  }

  @Override
  public SimpleType getNodeType() {
    return switch (value) {
      case Obj _ -> SimpleType.OBJECT;
      case Arr _ -> SimpleType.ARRAY;
      case Str _ -> SimpleType.STRING;
      case Bool _ -> SimpleType.BOOLEAN;
      case Null _ -> SimpleType.NULL;
      case Num _ ->
          asNumber().stripTrailingZeros().scale() <= 0 ? SimpleType.INTEGER : SimpleType.NUMBER;
    };
  }

  @Override
  public boolean asBoolean() {
    return value == Bool.TRUE;
  }

  @Override
  public String asString() {
    return ((Str) value).value();
  }

  @Override
  public BigInteger asInteger() {
    return asNumber().toBigInteger();
  }

  @Override
  public BigDecimal asNumber() {
    return new BigDecimal(((Num) value).lexeme());
  }

  @Override
  public List<JsonNode> asArray() {
    List<JsonNode> made = items;
    if (made == null) {
      made = new ArrayList<>();
      for (Json item : (Arr) value) {
        made.add(new TreeNode(item, pointer + "/" + made.size()));
      }
      items = made;
    }
    return made;
  }

  @Override
  public Map<String, JsonNode> asObject() {
    Map<String, JsonNode> made = members;
    if (made == null) {
      Map<String, JsonNode> fresh = new LinkedHashMap<>();
      ((Obj) value)
          .members()
          .forEach(member ->
              fresh.put(
                  member.name(),
                  new TreeNode(
                      member.value(), pointer + "/" + JsonNode.encodeJsonPointer(member.name()))));
      made = fresh;
      members = made;
    }
    return made;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreeNode that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
