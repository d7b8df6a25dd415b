package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rule from a hash to a prompt. */
@ApiType
@ValidationRule(
    value =
        "[has(self.preset), has(self.configMapRef), has(self.inline)].filter(it, it).size() == 1",
    message = "exactly one of preset, configMapRef and inline is needed")
public record VocabularySpec(
    @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
        @JsonPropertyDescription("A vocabulary that comes along, such as azurda.")
        @Nullable String preset,
    @JsonPropertyDescription("An entry of a ConfigMap that holds a vocabulary as YAML.")
        @Nullable ConfigMapKeyRef configMapRef,
    @JsonPropertyDescription("The vocabulary itself.") @Nullable Inline inline) {

  /** A vocabulary. */
  @ApiType
  public record Inline(
      @Required
          @Pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")
          @JsonPropertyDescription("Lower-case letters, digits and hyphens.")
          String name,
      @Size(max = 1000) @JsonPropertyDescription("What every prompt begins with.")
          @Nullable String prefix,
      @Required
          @Size(min = 1, max = 128)
          @JsonPropertyDescription("What digits of the hash choose, in the order of the prompt.")
          List<Slot> slots,
      @Size(max = 1000) @JsonPropertyDescription("What every prompt ends with.")
          @Nullable String suffix,
      @Size(max = 1000) @JsonPropertyDescription("The negative prompt, the same for every hash.")
          @Nullable String negative,
      @JsonPropertyDescription("Which digits are the seed. Default: the last eight.")
          @Nullable Seed seed) {}

  /** What one digit chooses. */
  @ApiType
  @ValidationRule(
      value = "has(self.quarters) != has(self.cases)",
      message = "either quarters or cases are needed")
  public record Slot(
      @Required @Min(0) @Max(31) @JsonPropertyDescription("Its position, counted from 0.")
          int digit,
      @Size(min = 4, max = 4)
          @JsonPropertyDescription("Words for the digits 0-3, 4-7, 8-b and c-f.")
          @Nullable List<String> quarters,
      @Size(min = 1, max = 16)
          @JsonPropertyDescription("Words for any other division; every digit needs one case.")
          @Nullable List<Case> cases) {}

  /** The words for some digits, or for all others. */
  @ApiType
  @ValidationRule(
      value = "has(self.digits) != has(self.__else__) && has(self.digits) == has(self.words)",
      message = "digits with words are needed, or else alone")
  public record Case(
      @Pattern("^[0-9a-fA-F](-[0-9a-fA-F])?( *, *[0-9a-fA-F](-[0-9a-fA-F])?)*$")
          @Size(max = 100)
          @JsonPropertyDescription("Hex digits and ranges, such as 0-3,8.")
          @Nullable String digits,
      @Size(max = 1000) @JsonPropertyDescription("What they add to the prompt; may be empty.")
          @Nullable String words,
      @JsonProperty("else")
          @Size(max = 1000)
          @JsonPropertyDescription("What all digits add that no other case names.")
          @Nullable String otherwise) {}

  /** Which digits are the seed. */
  @ApiType
  @ValidationRule(
      value = "(has(self.skip) ? self.skip : 0) + (has(self.digits) ? self.digits : 8) <= 32",
      message = "skip and digits together are 32 at most")
  public record Seed(
      @JsonPropertyDescription("The end of the hash to count from. Default: end.")
          @Nullable End from,
      @Min(0) @Max(31) @JsonPropertyDescription("How many digits to leave out there. Default: 0.")
          @Nullable Integer skip,
      @Min(1) @Max(8) @JsonPropertyDescription("How many to take. Default: 8.")
          @Nullable Integer digits) {}

  /** An end of the hash. */
  public enum End {
    start,
    end
  }
}
