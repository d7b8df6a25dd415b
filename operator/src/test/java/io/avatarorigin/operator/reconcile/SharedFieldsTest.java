package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedFieldsTest {
  private static final String OBJECT =
      """
      {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "one", "managedFields": [{
        "manager": "operator", "operation": "Apply", "fieldsType": "FieldsV1", "fieldsV1": {
          "f:data": {"f:origin.yaml": {}},
          "f:metadata": {"f:labels": {"f:app": {}, "f:part-of": {}},
                         "f:ownerReferences": {"k:{\\"uid\\":\\"%s\\"}": {}}}}}]}}
      """;

  private final KubernetesSerialization serialization = SharedFields.serialization();

  @Test
  void readsWhatIsThere() {
    ConfigMap ours = serialization.unmarshal(OBJECT.formatted("1"), ConfigMap.class);

    assertThat(ours)
        .isEqualTo(new KubernetesSerialization().unmarshal(OBJECT.formatted("1"), ConfigMap.class));
  }

  @Test
  void keepsOnceWhatIsAlike() {
    Map<?, ?> one = owners("1");
    Map<?, ?> two = owners("2");

    assertThat(one.get("f:labels")).isSameAs(two.get("f:labels"));
    assertThat(one.get("f:ownerReferences")).isNotEqualTo(two.get("f:ownerReferences"));
  }

  private Map<?, ?> owners(String uid) {
    return (Map<?, ?>)
        serialization
            .unmarshal(OBJECT.formatted(uid), ConfigMap.class)
            .getMetadata()
            .getManagedFields()
            .getFirst()
            .getFieldsV1()
            .getAdditionalProperties()
            .get("f:metadata");
  }
}
