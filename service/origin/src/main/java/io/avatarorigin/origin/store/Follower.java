package io.avatarorigin.origin.store;

import java.time.Duration;

/** One who follows a story, and knows nothing of draws that had failed before. */
final class Follower implements Following {
  private final DrawStory story;
  private final long first;
  private final Runnable whenClosed;
  private boolean closed;

  /**
   * @param whenClosed told once, after the story has lost this follower
   */
  Follower(DrawStory story, Runnable whenClosed) {
    this.story = story;
    this.first = story.now().version();
    this.whenClosed = whenClosed;
    story.enter();
  }

  @Override
  public Moment now() {
    return seen(story.now());
  }

  @Override
  public Moment await(Moment known, Duration longest) throws InterruptedException {
    return seen(story.await(known.version(), longest));
  }

  private Moment seen(Moment moment) {
    boolean isOld = moment.version() == first && moment.progress() instanceof Progress.Failed;
    return isOld ? new Moment(moment.version(), new Progress.Unasked()) : moment;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      story.leave();
      whenClosed.run();
    }
  }
}
