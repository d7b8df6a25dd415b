package io.avatarorigin.operator.reconcile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.github.benmanes.caffeine.cache.Interner;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads who owns which field of an object, the largest part of what is kept of it, so that alike
 * parts of all objects are one: those of a thousand AvatarOrigins hardly differ. Server-side apply
 * needs them for telling whether there is anything to write.
 */
final class SharedFields extends StdDeserializer<FieldsV1> {
  private static final long serialVersionUID = 1L;
  private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

  private final transient Interner<Object> known = Interner.newWeakInterner();

  private SharedFields() {
    super(FieldsV1.class);
  }

  /** For a client that keeps many objects. */
  static KubernetesSerialization serialization() {
    SimpleModule module = new SimpleModule("shared-fields");
    module.addDeserializer(FieldsV1.class, new SharedFields());
    return new KubernetesSerialization(new ObjectMapper().registerModule(module), true);
  }

  @Override
  public FieldsV1 deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    Map<String, Object> tree = parser.readValueAs(TREE);
    tree.replaceAll((_, value) -> shared(value));
    FieldsV1 fields = new FieldsV1();
    fields.setAdditionalProperties(Map.copyOf(tree));
    return fields;
  }

  private Object shared(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> parts = HashMap.newHashMap(map.size());
    map.forEach((name, part) -> parts.put(known.intern(name), shared(part)));
    return known.intern(Map.copyOf(parts));
  }
}
