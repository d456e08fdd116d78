package io.siteswap.console;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonValueFormat;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What answers look like, as Jackson writes them: each record of ours once, under its name. */
final class AnswerSchemas {
  private static final String OURS = "io.siteswap.";

  private final ObjectMapper json;
  private final Map<String, JsonNode> named = new TreeMap<>();

  AnswerSchemas(ObjectMapper json) {
    this.json = json;
  }

  /** Those that answers refer to. */
  Map<String, JsonNode> named() {
    return named;
  }

  JsonNode of(JavaType type) {
    try {
      var visitor = new Visitor();
      json.acceptJsonFormatVisitor(type, visitor);
      return visitor.schema;
    } catch (JsonMappingException e) {
      throw new IllegalStateException("nobody knows what an answer looks like: " + type, e);
    }
  }

  /** As {@code RunView.Step} is called RunViewStep. */
  private static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace("$", "");
  }

  private static JsonNode nullable(JsonNode schema) {
    if (schema.isEmpty()) {
      return schema;
    }
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  private final class Visitor extends JsonFormatVisitorWrapper.Base {
    private final ObjectNode schema = JsonNodeFactory.instance.objectNode();

    @Override
    public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
      String name = name(type.getRawClass());
      boolean isKnown = named.containsKey(name);
      ObjectNode own = JsonNodeFactory.instance.objectNode().put("type", "object");
      if (type.getRawClass().getName().startsWith(OURS)) {
        schema.put("$ref", "#/components/schemas/" + name);
        if (isKnown) {
          return null;
        }
        named.put(name, own);
      } else {
        schema.setAll(own);
        return null;
      }
      ObjectNode properties = own.putObject("properties");
      return new JsonObjectFormatVisitor.Base(getProvider()) {
        @Override
        public void property(BeanProperty property) throws JsonMappingException {
          properties.set(property.getName(), schemaOf(property));
        }

        @Override
        public void optionalProperty(BeanProperty property) throws JsonMappingException {
          properties.set(property.getName(), schemaOf(property));
        }
      };
    }

    private JsonNode schemaOf(BeanProperty property) throws JsonMappingException {
      if (property.getAnnotation(JsonRawValue.class) != null) {
        // It is kept as JSON, and is written as it is kept.
        return JsonNodeFactory.instance.objectNode();
      }
      JsonNode value = schemaOf(serializer(property), property.getType());
      return property.getType().isPrimitive() ? value : nullable(value);
    }

    private JsonNode schemaOf(JsonFormatVisitable inner, JavaType type)
        throws JsonMappingException {
      var visitor = new Visitor();
      visitor.setProvider(getProvider());
      inner.acceptJsonFormatVisitor(visitor, type);
      return visitor.schema;
    }

    private JsonSerializer<?> serializer(BeanProperty property) throws JsonMappingException {
      return property instanceof BeanPropertyWriter writer && writer.hasSerializer()
          ? writer.getSerializer()
          : getProvider().findPrimaryPropertySerializer(property.getType(), property);
    }

    @Override
    public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
      schema.put("type", "array");
      return new JsonArrayFormatVisitor.Base(getProvider()) {
        @Override
        public void itemsFormat(JsonFormatVisitable handler, JavaType element)
            throws JsonMappingException {
          schema.set("items", schemaOf(handler, element));
        }

        @Override
        public void itemsFormat(JsonFormatTypes format) {
          schema.putObject("items").put("type", format.value());
        }
      };
    }

    @Override
    public JsonMapFormatVisitor expectMapFormat(JavaType type) {
      schema.put("type", "object");
      return new JsonMapFormatVisitor.Base(getProvider()) {
        @Override
        public void valueFormat(JsonFormatVisitable handler, JavaType value)
            throws JsonMappingException {
          schema.set("additionalProperties", schemaOf(handler, value));
        }
      };
    }

    @Override
    public JsonStringFormatVisitor expectStringFormat(JavaType type) {
      schema.put("type", "string");
      if (type.hasRawClass(Instant.class)) {
        schema.put("format", "date-time");
      } else if (type.hasRawClass(Duration.class)) {
        schema.put("format", "duration");
      }
      return new JsonStringFormatVisitor() {
        @Override
        public void format(JsonValueFormat format) {
          // Jackson calls a duration a time, too.
          if (!schema.has("format")) {
            schema.put("format", format.toString());
          }
        }

        @Override
        public void enumTypes(Set<String> words) {
          var all = schema.putArray("enum");
          words.forEach(all::add);
        }
      };
    }

    @Override
    public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
      schema.put("type", "number");
      return new JsonNumberFormatVisitor.Base();
    }

    @Override
    public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
      schema.put("type", "integer");
      return new JsonIntegerFormatVisitor.Base();
    }

    @Override
    public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
      schema.put("type", "boolean");
      return new JsonBooleanFormatVisitor.Base();
    }

    @Override
    public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
      return new JsonAnyFormatVisitor.Base();
    }
  }
}
