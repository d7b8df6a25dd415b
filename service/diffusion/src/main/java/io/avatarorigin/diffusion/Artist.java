package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.scheduler.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** From requests to pictures that the safety checker lets pass. Safe for use by several threads. */
final class Artist {

  private final ModelParts parts;
  private final SchedulerSettings schedulers;
  private final SafetyGuard safety;
  private final LatentColours colours;

  Artist(ModelParts parts, SchedulerSettings schedulers, SafetyGuard safety) {
    this.parts = parts;
    this.schedulers = schedulers;
    this.safety = safety;
    this.colours = new LatentColours(parts.unet().config().channels(), parts.vaeDecoder().factor());
  }

  /**
   * Refuses what cannot be drawn.
   *
   * @throws InvalidDrawException with the reason
   */
  void requireDrawable(DrawRequest request) {
    Prompts _ = drawable(request);
    Scheduler _ = scheduler(request);
  }

  /** Whether two draws can share runs of the UNet, given prompts of as many chunks. */
  boolean drawsTogether(DrawRequest one, DrawRequest other) {
    return parts.unet().takesAnyBatch()
        && one.width() == other.width()
        && one.height() == other.height()
        && one.steps() == other.steps()
        && one.scheduler().equals(other.scheduler());
  }

  /** Draws one picture; failures are thrown, and so is what the listener throws. */
  Drawn draw(DrawRequest request, LatentListener listener) {
    CallingRequester requester = new CallingRequester(listener);
    drawTogether(List.of(wanted(request, requester)));
    return requester.result();
  }

  /** Those who can share runs. */
  private record Company(int chunks, List<LoraPlan.Weighted> loras) {}

  /** Draws pictures, together as far as prompts have as many chunks and the same adapters. */
  void draw(List<? extends DrawTask> tasks) {
    Map<Company, List<Sitting>> companies = new LinkedHashMap<>();
    for (DrawTask task : tasks) {
      Requester requester =
          new TaskRequester(task, latent -> () -> preview(task.request(), latent));
      try {
        Sitting sitting = wanted(task.request(), requester);
        Company company = new Company(sitting.chunks(), sitting.loras());
        companies.computeIfAbsent(company, _ -> new ArrayList<>()).add(sitting);
      } catch (RuntimeException | Error e) {
        requester.failed(DrawFailedException.because(e));
      }
    }
    if (parts.unet().takesAnyBatch()) {
      companies.values().forEach(this::drawTogether);
    } else {
      companies.values().stream()
          .flatMap(List::stream)
          .forEach(sitting -> drawTogether(List.of(sitting)));
    }
  }

  /** Runs each net once, the UNet for one up to so many pictures in a run. */
  void warmUp(DrawRequest like, int together) {
    Prompts prompts = drawable(like);
    int most = parts.unet().takesAnyBatch() ? together : 1;
    for (int count = 1; count <= most; count++) {
      List<WarmUp> warmUps = Stream.generate(WarmUp::new).limit(count).toList();
      drawTogether(warmUps.stream().map(warmUp -> sitting(like, prompts, warmUp)).toList());
      warmUps.forEach(WarmUp::requireDone);
    }
    int height = cells(like.height());
    int width = cells(like.width());
    float[] latent = new float[parts.unet().config().channels() * height * width];
    boolean _ = safety.refuses(parts.vaeDecoder().decode(latent, height, width));
  }

  private void drawTogether(List<Sitting> sittings) {
    new Drawing(parts).draw(sittings);
  }

  private Sitting wanted(DrawRequest request, Requester requester) {
    Prompts prompts = drawable(request);
    return sitting(request, prompts, new Wanted(request, prompts, requester));
  }

  private Sitting sitting(DrawRequest request, Prompts prompts, Sitting.Sitter sitter) {
    return new Sitting(request, prompts, scheduler(request), parts, sitter);
  }

  private Scheduler scheduler(DrawRequest request) {
    return schedulers.create(request.scheduler(), request.steps());
  }

  /** The prompts of a request whose size can be drawn. */
  private Prompts drawable(DrawRequest request) {
    checkSide("width", request.width());
    checkSide("height", request.height());
    parts.unet().checkSize(cells(request.height()), cells(request.width()));
    return Prompts.read(request, parts);
  }

  private Picture picture(DrawRequest request, float[] latent) {
    boolean learning = colours.isLearning();
    float[] kept = learning ? latent.clone() : latent;
    Picture picture =
        parts.vaeDecoder().decode(latent, cells(request.height()), cells(request.width()));
    if (learning) {
      colours.learn(kept, picture);
    }
    return picture;
  }

  private Optional<Picture> preview(DrawRequest request, float[] latent) {
    return colours.preview(latent, cells(request.height()), cells(request.width()));
  }

  private int cells(int pixels) {
    return pixels / parts.vaeDecoder().factor();
  }

  private void checkSide(String side, int pixels) {
    int factor = parts.vaeDecoder().factor();
    if (pixels % factor != 0) {
      throw new InvalidDrawException(
          side + " must be a multiple of " + factor + " for this model, not " + pixels);
    }
  }

  /** A picture that has to pass; it is drawn anew when the others of its run are finished. */
  private final class Wanted implements Sitting.Sitter {
    private final DrawRequest request;
    private final Prompts prompts;
    private final Requester requester;

    Wanted(DrawRequest request, Prompts prompts, Requester requester) {
      this.request = request;
      this.prompts = prompts;
      this.requester = requester;
    }

    @Override
    public boolean step(int step, int steps, float[] latent) {
      return requester.step(step, steps, latent);
    }

    @Override
    public Optional<Runnable> finished(float[] latent) {
      Picture picture = picture(request, latent);
      if (safety.refuses(picture)) {
        return Optional.of(this::drawAnew);
      }
      requester.drawn(new Drawn(picture, safety.passed(), prompts.ignoredTags()));
      return Optional.empty();
    }

    @Override
    public void failed(DiffusionException reason) {
      requester.failed(reason);
    }

    private void drawAnew() {
      Drawn drawn;
      try {
        drawn = safety.redrawn(request, this::redraw).ignoring(prompts.ignoredTags());
      } catch (RuntimeException | Error e) {
        requester.failed(DrawFailedException.because(e));
        return;
      }
      requester.drawn(drawn);
    }

    private Picture redraw(DrawRequest other) {
      Redrawn redrawn = new Redrawn(other, requester);
      drawTogether(List.of(sitting(other, prompts, redrawn)));
      return redrawn.picture();
    }
  }

  /** The same picture of another seed, which nobody checks here. */
  private final class Redrawn implements Sitting.Sitter {
    private final DrawRequest request;
    private final Requester requester;
    private Optional<Picture> picture = Optional.empty();
    private Optional<DiffusionException> failure = Optional.empty();

    Redrawn(DrawRequest request, Requester requester) {
      this.request = request;
      this.requester = requester;
    }

    @Override
    public boolean step(int step, int steps, float[] latent) {
      return requester.step(step, steps, latent);
    }

    @Override
    public Optional<Runnable> finished(float[] latent) {
      picture = Optional.of(Artist.this.picture(request, latent));
      return Optional.empty();
    }

    @Override
    public void failed(DiffusionException reason) {
      failure = Optional.of(reason);
    }

    Picture picture() {
      return picture.orElseThrow(failure::orElseThrow);
    }
  }
}
