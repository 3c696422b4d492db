package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.obj;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A corpus of schemas as MCP servers and agents send them.
@DisplayName("C-62 Gemini's schema words")
class SchemaForGeminiTest {
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "format",
          "title",
          "description",
          "nullable",
          "enum",
          "items",
          "maxItems",
          "minItems",
          "properties",
          "required",
          "minProperties",
          "maxProperties",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "pattern",
          "anyOf",
          "propertyOrdering",
          "default");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'type':'string','const':'a'}                 | {'type':'STRING','format':'enum','enum':['a']}
          {'const':'a','description':'d'}               | {'type':'STRING','format':'enum','enum':['a'],'description':'d'}
          {'const':5}                                   | {'type':'INTEGER','description':'(One of: [5])'}
          {'enum':['a','b',null]}                       | {'type':'STRING','nullable':true,'format':'enum','enum':['a','b']}
          {'type':'string','enum':['','a']}             | {'type':'STRING','description':'(One of: [Q,QaQ])'}
          {'type':'integer','enum':[1,2]}               | {'type':'INTEGER','description':'(One of: [1,2])'}
          {'type':['string','null']}                    | {'type':'STRING','nullable':true}
          {'type':['string','integer'],'minimum':1}     | {'anyOf':[{'type':'STRING'},{'type':'INTEGER','minimum':1}]}
          {'type':['string','number','null']}           | {'anyOf':[{'type':'STRING','nullable':true},{'type':'NUMBER','nullable':true}]}
          {'type':'integer','exclusiveMinimum':0}       | {'type':'INTEGER','minimum':1}
          {'type':'integer','maximum':9,'exclusiveMaximum':true} | {'type':'INTEGER','maximum':8}
          {'type':'number','exclusiveMinimum':0.5}      | {'type':'NUMBER','minimum':0.5,'description':'(Must be greater than 0.5.)'}
          {'type':'integer','exclusiveMinimum':1e999999999} | {'type':'INTEGER','minimum':1e999999999,'description':'(Must be greater than 1e999999999.)'}
          {'type':'string','format':'uri'}              | {'type':'STRING','description':'(format: uri)'}
          {'type':'string','format':'date-time'}        | {'type':'STRING','format':'date-time'}
          {'type':'number','multipleOf':5,'default':null} | {'type':'NUMBER','description':'(multipleOf: 5)'}
          {'type':'array'}                              | {'type':'ARRAY','items':{'anyOf':[{'type':'STRING'},{'type':'NUMBER'},{'type':'BOOLEAN'},{'type':'OBJECT'}]}}
          {'type':'array','items':{'type':'string'},'uniqueItems':true} | {'type':'ARRAY','items':{'type':'STRING'},'description':'(uniqueItems: true)'}
          {'type':'array','prefixItems':[{'type':'string'},{'type':'number'}]} | {'type':'ARRAY','items':{'anyOf':[{'type':'STRING'},{'type':'NUMBER'}]},'description':'(The items in order: [{QtypeQ:QstringQ},{QtypeQ:QnumberQ}])'}
          {'anyOf':[{'type':'string'},{'type':'null'}],'description':'d'} | {'type':'STRING','description':'d','nullable':true}
          {'oneOf':[{'type':'string'},{'type':'array','items':{'type':'string'}}],'description':'d'} | {'anyOf':[{'type':'STRING','description':'d'},{'type':'ARRAY','items':{'type':'STRING'},'description':'d'}]}
          {'allOf':[{'type':'object','properties':{'a':{'type':'string'}},'required':['a']},{'properties':{'b':{'type':'number'}},'required':['b']}]} | {'type':'OBJECT','properties':{'a':{'type':'STRING'},'b':{'type':'NUMBER'}},'required':['a','b']}
          {'type':'object','additionalProperties':{'type':'string'}} | {'type':'OBJECT','description':'(additionalProperties: {QtypeQ:QstringQ})'}
          {'type':'object','additionalProperties':false,'$schema':'x','$id':'y','$comment':'z','title':'T'} | {'type':'OBJECT','title':'T'}
          {'type':'object','properties':{'a':false,'b':true},'required':['a','b']} | {'type':'OBJECT','properties':{'b':{'anyOf':[{'type':'STRING'},{'type':'NUMBER'},{'type':'BOOLEAN'},{'type':'OBJECT'}]}},'required':['b']}
          {'properties':{'a':{'type':'string'}},'patternProperties':{'^x':{'type':'number'}}} | {'type':'OBJECT','properties':{'a':{'type':'STRING'}},'description':'(patternProperties: {Q^xQ:{QtypeQ:QnumberQ}})'}
          """)
  void eachKeywordIsSaidInOtherWords(String schema, String expected) {
    Obj clean = SchemaForGemini.cleaned(obj(schema));

    assertThat(clean.text().replace("\\\"", "Q").replace("QQ", "Q"))
        .isEqualTo(ordered(obj(expected), clean).text());
  }

  /// Comparing texts keeps numbers' spelling; the order of members does not matter.
  private static Json ordered(Json expected, Json actual) {
    if (expected instanceof Obj wanted && actual instanceof Obj said) {
      var built = Json.obj();
      for (Member member : said.members()) {
        Json value = wanted.get(member.name());
        if (value != null) {
          built.put(member.name(), ordered(value, member.value()));
        }
      }
      for (Member member : wanted.members()) {
        if (!said.has(member.name())) {
          built.put(member.name(), member.value());
        }
      }
      return built.build();
    }
    if (expected instanceof Arr wanted
        && actual instanceof Arr said
        && wanted.size() == said.size()) {
      var values = new ArrayList<Json>();
      for (int i = 0; i < wanted.size(); i++) {
        values.add(ordered(wanted.values().get(i), said.values().get(i)));
      }
      return Json.of(values);
    }
    return expected;
  }

  @Test
  void aPropertyNamedLikeAKeywordIsAProperty() {
    Obj schema =
        obj(
            """
            {'type':'object','properties':{
              'properties':{'type':'object','properties':{'const':{'type':'string'}}},
              'const':{'type':'string','const':'x'},'$ref':{'type':'integer'},
              'type':{'type':'string','enum':['a']},'required':{'type':'boolean'}},
             'required':['properties','const','$ref']}
            """);

    assertThat(SchemaForGemini.cleaned(schema))
        .isEqualTo(
            obj(
                """
                {'type':'OBJECT','properties':{
                  'properties':{'type':'OBJECT','properties':{'const':{'type':'STRING'}}},
                  'const':{'type':'STRING','format':'enum','enum':['x']},'$ref':{'type':'INTEGER'},
                  'type':{'type':'STRING','format':'enum','enum':['a']},'required':{'type':'BOOLEAN'}},
                 'required':['properties','const','$ref']}
                """));
  }

  @Test
  void aReferenceIsWhatItPointsAt() {
    Obj schema =
        obj(
            """
            {'$defs':{'a/b':{'type':'string','description':'A'},'list':{'type':'array','items':{'$ref':'#/$defs/a~1b'}}},
             'definitions':{'old':{'type':'boolean'}},'type':'object','properties':{
              'x':{'$ref':'#/$defs/a~1b','description':'own'},'y':{'$ref':'#/$defs/list'},
              'z':{'$ref':'#/definitions/old'},'gone':{'$ref':'#/$defs/none'},'far':{'$ref':'http://x.org/s'}}}
            """);

    Obj clean = SchemaForGemini.cleaned(schema);

    Obj properties = clean.obj("properties");
    assertThat(properties).isNotNull();
    assertThat(properties.obj("x")).isEqualTo(obj("{'type':'STRING','description':'A own'}"));
    assertThat(properties.obj("y"))
        .isEqualTo(obj("{'type':'ARRAY','items':{'type':'STRING','description':'A'}}"));
    assertThat(properties.obj("z")).isEqualTo(obj("{'type':'BOOLEAN'}"));
    assertThat(properties.has("gone")).isTrue();
    assertThat(properties.has("far")).isTrue();
    assertOnlyKnownKeywords(clean);
  }

  @Test
  void aSchemaThatHoldsItselfIsUnfoldedAFewTimes() {
    Obj tree =
        obj(
            """
            {'$ref':'#/$defs/node','$defs':{'node':{'type':'object','properties':{
              'name':{'type':'string'},'children':{'type':'array','items':{'$ref':'#/$defs/node'}}}}}}
            """);
    Obj itself = obj("{'$ref':'#'}");
    Obj each =
        obj(
            "{'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}},'properties':{'p':{'$ref':'#/$defs/a'}}}");

    assertOnlyKnownKeywords(SchemaForGemini.cleaned(tree));
    assertThat(SchemaForGemini.cleaned(tree).text()).contains("children").hasSizeLessThan(2_000);
    assertOnlyKnownKeywords(SchemaForGemini.cleaned(itself));
    assertOnlyKnownKeywords(SchemaForGemini.cleaned(each));
  }

  @Test
  void aSchemaThatUnfoldsWithoutBoundIsLeftOpen() {
    var definitions = Json.obj();
    for (int i = 0; i < 40; i++) {
      Obj next = obj("{'$ref':'#/$defs/d" + (i + 1) + "'}");
      Obj two = Json.obj().put("l", next).put("r", next).build();
      definitions.put("d" + i, Json.obj().put("type", "object").put("properties", two).build());
    }
    Obj bomb = Json.obj().put("$ref", "#/$defs/d0").put("$defs", definitions.build()).build();

    assertThat(SchemaForGemini.cleaned(bomb).toBytes()).hasSizeLessThan(2_000_000);
  }

  @Test
  void conditionsBesideAnObjectAreToldInWords() {
    Obj schema =
        obj(
            """
            {'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}},
             'anyOf':[{'required':['a']},{'required':['b']}],'if':{'required':['a']},'then':{'required':['b']}}
            """);

    Obj clean = SchemaForGemini.cleaned(schema);

    assertOnlyKnownKeywords(clean);
    assertThat(clean.text("description"))
        .contains("One of these must hold")
        .contains("if: {\"required\":[\"a\"]}");
  }

  @Test
  void parametersAreOneObject() {
    Obj schema =
        obj(
            """
            {'oneOf':[{'type':'object','properties':{'path':{'type':'string'},'mode':{'const':'read'}},'required':['path','mode']},
              {'type':'object','properties':{'path':{'type':'string'},'text':{'type':'string'}},'required':['path','text']}]}
            """);

    assertThat(SchemaForGemini.parameters(schema))
        .isEqualTo(
            obj(
                """
                {'type':'OBJECT','properties':{'path':{'type':'STRING'},
                  'mode':{'type':'STRING','format':'enum','enum':['read']},'text':{'type':'STRING'}},
                 'required':['path']}
                """));
  }

  @Test
  void aFormatWithTheOlderWordsUsesThem() {
    Obj parameters = obj("{'type':'object','properties':{'a':{'const':'x'}}}");
    Obj none = obj("{'type':'object','properties':{}}");
    ChatRequest request =
        new ChatRequest(
            "gemini-2.5-pro",
            List.of(Message.of(Message.Role.USER, List.of(new Part.Text(Json.of("hi"))))),
            new Toolbox(
                List.of(
                    new Tool.Function(ToolName.function("f"), null, parameters, Tool.Options.NONE),
                    new Tool.Function(ToolName.function("g"), null, none, Tool.Options.NONE)),
                null,
                null),
            Settings.NONE,
            false,
            Extras.NONE);

    Obj body = new GeminiFormat(SchemaDialect.OPEN_API).chat().write(request).body();

    assertThat(body.get("tools"))
        .isEqualTo(
            Json.parse(
                """
                [{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":
                  {"a":{"type":"STRING","format":"enum","enum":["x"]}}}},{"name":"g"}]}]
                """));
  }

  @Test
  void theSchemasOfRealAgentsKeepTheirProperties() throws IOException {
    Path folder = Path.of(System.getProperty("shared", "../../shared")).resolve("captures");
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".json")).toList();
    }
    List<Obj> schemas = new ArrayList<>();
    for (Path file : files) {
      collect(Json.parse(Files.readAllBytes(file)), schemas);
    }

    assertThat(schemas).hasSizeGreaterThan(500);
    for (Obj schema : schemas) {
      Obj clean = SchemaForGemini.parameters(schema);
      assertOnlyKnownKeywords(clean);
      Obj properties = schema.obj("properties");
      if (properties != null && !properties.isEmpty()) {
        Obj kept = clean.obj("properties");
        assertThat(kept).isNotNull();
        assertThat(kept.members().stream().map(Member::name))
            .isEqualTo(properties.members().stream().map(Member::name).toList());
        assertThat(clean.list("required").size()).isEqualTo(schema.list("required").size());
      }
    }
  }

  /// The schemas of functions in any dialect's request.
  private static void collect(Json value, List<Obj> schemas) {
    switch (value) {
      case Obj object -> {
        for (Member member : object.members()) {
          boolean named = object.has("name") && member.value() instanceof Obj;
          if (named && SCHEMA_MEMBERS.contains(member.name())) {
            schemas.add((Obj) member.value());
          } else {
            collect(member.value(), schemas);
          }
        }
      }
      case Arr array -> array.forEach(one -> collect(one, schemas));
      default -> {}
    }
  }

  private static final Set<String> SCHEMA_MEMBERS =
      Set.of("input_schema", "parameters", "parametersJsonSchema", "inputSchema");

  private static void assertOnlyKnownKeywords(Obj schema) {
    assertThat(KEYWORDS).containsAll(schema.members().stream().map(Member::name).toList());
    Obj properties = schema.obj("properties");
    if (properties != null) {
      for (Member member : properties.members()) {
        assertOnlyKnownKeywords((Obj) member.value());
      }
    }
    Obj items = schema.obj("items");
    if (items != null) {
      assertOnlyKnownKeywords(items);
    }
    schema.list("anyOf").objects().forEach(SchemaForGeminiTest::assertOnlyKnownKeywords);
    if (schema.has("anyOf")) {
      assertThat(schema.members()).hasSize(1);
    }
  }
}
