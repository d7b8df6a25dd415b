package io.avatarorigin.diffusion;

/** Which text encoder of a model one is, and what is taken of it. */
enum TextRole {
  /** The last hidden state of a model's one text encoder. */
  ONLY("text_encoder", "tokenizer"),

  /** SDXL's first: the hidden state before the last. */
  FIRST_OF_TWO("text_encoder", "tokenizer"),

  /** SDXL's second: the hidden state before the last, and the pooled and projected one. */
  SECOND_OF_TWO("text_encoder_2", "tokenizer_2");

  private final String encoder;
  private final String tokenizer;

  TextRole(String encoder, String tokenizer) {
    this.encoder = encoder;
    this.tokenizer = tokenizer;
  }

  /** The folder of the net. */
  String encoder() {
    return encoder;
  }

  /** The folder of its tokenizer. */
  String tokenizer() {
    return tokenizer;
  }
}
