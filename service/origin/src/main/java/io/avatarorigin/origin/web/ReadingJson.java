package io.avatarorigin.origin.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.vocabulary.Reading;
import io.avatarorigin.vocabulary.SlotReading;

/** What a vocabulary says about a hash, as JSON. */
final class ReadingJson {
  private ReadingJson() {}

  /** Adds what it says to the object. */
  static void write(Reading reading, ObjectNode json) {
    json.put("prompt", reading.prompt())
        .put("negativePrompt", reading.negativePrompt())
        .put("seed", reading.seed());
    ArrayNode slots = json.putArray("slots");
    for (SlotReading slot : reading.slots()) {
      slots
          .addObject()
          .put("digit", slot.digit())
          .put("value", slot.value())
          .put("words", slot.words());
    }
  }
}
