package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** An S3 origin that draws its objects, with the workers that draw them. */
@Group("avatarorigin.io")
@Version("v1alpha1")
@ShortNames("ao")
@Categories("all")
@JsonClassDescription(
    "An S3 origin whose objects are avatars, drawn when somebody first asks for them, and the"
        + " workers that draw them.")
@ValidationRule(
    value = "self.metadata.name.matches('^[a-z]([a-z0-9-]{0,48}[a-z0-9])?$')",
    message =
        "metadata.name: at most 50 lower-case letters, digits and hyphens, the first a letter: it"
            + " begins the names of Services")
@AdditionalPrinterColumn(
    name = "Phase",
    jsonPath = ".status.phase",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Model",
    jsonPath = ".status.model",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Workers",
    jsonPath = ".status.workers.summary",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Queue",
    jsonPath = ".status.queueDepth",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class AvatarOrigin extends CustomResource<AvatarOriginSpec, AvatarOriginStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  @JsonPropertyDescription("What is wanted.")
  public AvatarOriginSpec getSpec() {
    return super.getSpec();
  }

  @Override
  @JsonPropertyDescription("What there is, as the operator has last seen it.")
  public AvatarOriginStatus getStatus() {
    return super.getStatus();
  }
}
