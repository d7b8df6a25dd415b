package io.avatarorigin.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The fields of a body, understood as Pydantic does: null is absent, numbers may be text and whole
 * ones may have a fraction of zero. Faults are collected, and told in Pydantic's words. For one
 * thread.
 */
public final class Fields {
  private static final int LONGEST_NUMBER = 40;

  private final ObjectNode body;
  private final List<FieldFault> faults = new ArrayList<>();

  /** The fields of this body. */
  public Fields(ObjectNode body) {
    this.body = body;
  }

  /** Whether the field is there, and not null. */
  public boolean has(String name) {
    return body.hasNonNull(name);
  }

  /** The raw value; a missing node where there is none. */
  public JsonNode node(String name) {
    JsonNode value = body.path(name);
    return value.isNull() ? body.path("") : value;
  }

  /** Notes a fault. */
  public void fault(String name, String message, String type) {
    faults.add(new FieldFault(name, message, type));
  }

  /** Refuses a value that has an effect here. */
  public void unsupported(String name, String what) {
    fault(name, what, "value_error.unsupported");
  }

  /**
   * To be called after all fields were read.
   *
   * @throws Problem where one was faulty
   */
  public void requireFaultless() {
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }

  /** A text that must be there; empty after a fault. */
  public String requiredText(String name, int mostChars) {
    if (!has(name)) {
      fault(name, "field required", "value_error.missing");
      return "";
    }
    return text(name, mostChars).orElse("");
  }

  public Optional<String> text(String name, int mostChars) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = body.get(name);
    if (!value.isTextual()) {
      fault(name, "str type expected", "type_error.str");
      return Optional.empty();
    }
    if (value.textValue().length() > mostChars) {
      fault(
          name,
          "ensure this value has at most %d characters".formatted(mostChars),
          "value_error.any_str.max_length");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  public Optional<Boolean> flag(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = body.get(name);
    if (!value.isBoolean()) {
      fault(name, "value could not be parsed to a boolean", "type_error.bool");
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }

  public OptionalLong wholeNumber(String name) {
    Optional<BigDecimal> number =
        decimal(name, "value is not a valid integer", "type_error.integer");
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(number.get().longValueExact());
    } catch (ArithmeticException e) { // a fraction, or more than 64 bits
      fault(name, "value is not a valid integer", "type_error.integer");
      return OptionalLong.empty();
    }
  }

  /** A whole number within bounds. */
  public OptionalInt integer(String name, int least, int most) {
    OptionalLong number = wholeNumber(name);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!isWithin(name, number.getAsLong() < least, least, number.getAsLong() > most, most)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) number.getAsLong());
  }

  /** A number within bounds. */
  public OptionalDouble number(String name, int least, int most) {
    Optional<BigDecimal> number = decimal(name, "value is not a valid float", "type_error.float");
    if (number.isEmpty()) {
      return OptionalDouble.empty();
    }
    double value = number.get().doubleValue();
    return isWithin(name, value < least, least, value > most, most)
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }

  private boolean isWithin(String name, boolean below, int least, boolean above, int most) {
    if (below) {
      fault(
          name,
          "ensure this value is greater than or equal to " + least,
          "value_error.number.not_ge");
    }
    if (above) {
      fault(
          name, "ensure this value is less than or equal to " + most, "value_error.number.not_le");
    }
    return !below && !above;
  }

  private Optional<BigDecimal> decimal(String name, String message, String type) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = body.get(name);
    String text = value.asText().strip();
    boolean plausible =
        (value.isNumber() || value.isTextual())
            && !text.isEmpty()
            && text.length() < LONGEST_NUMBER;
    try {
      if (plausible) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) < LONGEST_NUMBER) { // 1e999999999 has few digits
          return Optional.of(number);
        }
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    fault(name, message, type);
    return Optional.empty();
  }
}
