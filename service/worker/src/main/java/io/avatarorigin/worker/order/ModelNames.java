package io.avatarorigin.worker.order;

import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.diffusion.SchedulerChoice;

/** What clients call a model, and what it draws with. */
public final class ModelNames {
  /** Digits that AUTOMATIC1111 shows of a model's digest. */
  private static final int SHORT_HASH = 10;

  private ModelNames() {}

  /** The digits of the digest that people are shown. */
  public static String hash(ModelDescription model) {
    return model.digest().substring(0, SHORT_HASH);
  }

  /** Name and hash, as AUTOMATIC1111 lists it. */
  public static String title(ModelDescription model) {
    return "%s [%s]".formatted(model.name(), hash(model));
  }

  /** Whether this names the model: its name, title, digest or hash. */
  public static boolean isNamed(ModelDescription model, String text) {
    return text.equals(model.name())
        || text.equals(title(model))
        || text.equals(hash(model))
        || text.equals(model.digest());
  }

  /**
   * AUTOMATIC1111's name of a scheduler, or diffusers' where it has none, and behind it how its
   * noise levels are spaced unless that is evenly.
   */
  public static String sampler(SchedulerChoice scheduler) {
    String name = scheduler.kind().samplerName().orElse(scheduler.kind().schedulerName());
    return name + scheduler.label().substring(scheduler.name().length());
  }
}
