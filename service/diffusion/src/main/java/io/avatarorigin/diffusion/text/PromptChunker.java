package io.avatarorigin.diffusion.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts prompts of any length into what a text encoder can read, as AUTOMATIC1111 does. Immutable.
 */
public final class PromptChunker {

  /** How far back a comma is looked for: AUTOMATIC1111's default. */
  private static final int COMMA_BACKTRACK = 20;

  private final ClipTokenizer tokenizer;
  private final int room;
  private final PromptChunk empty;

  /** Cuts into chunks of the tokenizer's length, begin and end included. */
  public PromptChunker(ClipTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.room = tokenizer.length() - 2;
    this.empty = new Filling().chunk();
  }

  /** How many tokens of a prompt a chunk holds: 75 of CLIP's 77. */
  public int room() {
    return room;
  }

  /** The chunk of the empty prompt, with which the shorter one of two prompts is filled up. */
  public PromptChunk empty() {
    return empty;
  }

  /**
   * The chunks of a prompt, at least one. Each section begins a new one. Where a chunk is full
   * before its section ends, and one of its last 20 tokens is a comma, the tokens after the last
   * comma go to the next chunk with what follows, so that an item stays whole.
   */
  public List<PromptChunk> chunks(Prompt prompt) {
    List<PromptChunk> chunks = new ArrayList<>();
    Filling filling = new Filling();
    for (int section = 0; section < prompt.sections().size(); section++) {
      if (section > 0) {
        chunks.add(filling.chunk());
        filling = new Filling();
      }
      for (WeightedText text : prompt.sections().get(section)) {
        for (int token : tokenizer.tokens(text.text())) {
          if (filling.count == room) {
            Filling next = filling.overflow(token);
            chunks.add(filling.chunk());
            filling = next;
          }
          filling.add(token, (float) text.weight());
        }
      }
    }
    if (filling.count > 0 || chunks.isEmpty()) {
      chunks.add(filling.chunk());
    }
    return chunks;
  }

  /**
   * The one chunk for nets that take no more: the first tokens of a prompt, cut off where diffusers
   * cuts, whatever its sections.
   */
  public PromptChunk truncated(Prompt prompt) {
    Filling filling = new Filling();
    for (List<WeightedText> section : prompt.sections()) {
      for (WeightedText text : section) {
        for (int token : tokenizer.tokens(text.text())) {
          if (filling.count == room) {
            return filling.chunk();
          }
          filling.add(token, (float) text.weight());
        }
      }
    }
    return filling.chunk();
  }

  private boolean isComma(int token) {
    return tokenizer.comma().isPresent() && tokenizer.comma().getAsInt() == token;
  }

  /** A chunk while it is filled. */
  private final class Filling {

    private static final int NONE = -1;

    private final int[] tokens = new int[room];
    private final float[] weights = new float[room];
    private int count;
    private int lastComma = NONE;

    void add(int token, float weight) {
      if (isComma(token)) {
        lastComma = count;
      }
      tokens[count] = token;
      weights[count] = weight;
      count++;
    }

    /** Begins the chunk after this one, which is full, with what of this one goes there. */
    Filling overflow(int token) {
      Filling next = new Filling();
      boolean near = lastComma != NONE && count - lastComma <= COMMA_BACKTRACK;
      if (near && !isComma(token)) {
        int kept = lastComma + 1;
        while (kept + next.count < count) {
          next.add(tokens[kept + next.count], weights[kept + next.count]);
        }
        count = kept;
      }
      return next;
    }

    PromptChunk chunk() {
      float[] framed = new float[room + 2];
      Arrays.fill(framed, 1);
      System.arraycopy(weights, 0, framed, 1, count);
      return new PromptChunk(tokenizer.frame(Arrays.copyOf(tokens, count)), framed);
    }
  }
}
