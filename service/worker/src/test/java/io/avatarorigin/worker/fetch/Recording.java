package io.avatarorigin.worker.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener is told. */
final class Recording implements FetchListener {
  record Step(FetchStage stage, long done, long total) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<String> notes = new CopyOnWriteArrayList<>();

  @Override
  public void progress(FetchStage stage, long done, long total) {
    steps.add(new Step(stage, done, total));
  }

  @Override
  public void note(String sentence) {
    notes.add(sentence);
  }

  List<Step> steps() {
    return steps;
  }

  List<String> notes() {
    return notes;
  }
}
