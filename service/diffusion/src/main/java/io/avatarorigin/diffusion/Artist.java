package io.avatarorigin.diffusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    checkSide("width", request.width());
    checkSide("height", request.height());
    parts.unet().checkSize(cells(request.height()), cells(request.width()));
    prompts(request);
    schedulers.create(request.scheduler(), request.steps());
  }

  /** Whether two draws can share runs of the UNet, given prompts of as many chunks. */
  boolean drawsTogether(DrawRequest one, DrawRequest other) {
    return parts.unet().takesAnyBatch()
        && one.width() == other.width()
        && one.height() == other.height()
        && one.steps() == other.steps()
        && one.scheduler().equals(other.scheduler());
  }

  /** Draws one picture; failures are thrown. */
  Drawn draw(DrawRequest request, LatentListener listener) {
    requireDrawable(request);
    Result<Drawn> result = new Result<>();
    drawTogether(List.of(sitting(request, new Wanted(request, listener, result::is, result::not))));
    return result.get();
  }

  /** Those who can share runs. */
  private record Company(int chunks, List<LoraPlan.Weighted> loras) {}

  /** Draws pictures, together as far as prompts have as many chunks and the same adapters. */
  void draw(List<? extends DrawTask> tasks) {
    Map<Company, List<Sitting>> companies = new LinkedHashMap<>();
    for (DrawTask task : tasks) {
      try {
        requireDrawable(task.request());
        Sitting sitting = sitting(task.request(), wanted(task));
        Company company = new Company(sitting.chunks(), sitting.loras());
        companies.computeIfAbsent(company, _ -> new ArrayList<>()).add(sitting);
      } catch (DiffusionException e) {
        task.failed(e);
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
    requireDrawable(like);
    int most = parts.unet().takesAnyBatch() ? together : 1;
    for (int count = 1; count <= most; count++) {
      List<WarmUp> warmUps = Stream.generate(WarmUp::new).limit(count).toList();
      drawTogether(warmUps.stream().map(warmUp -> sitting(like, warmUp)).toList());
      warmUps.forEach(WarmUp::requireDone);
    }
    int cells = parts.unet().config().channels() * cells(like.height()) * cells(like.width());
    Picture nothing =
        parts.vaeDecoder().decode(new float[cells], cells(like.height()), cells(like.width()));
    boolean _ = safety.refuses(nothing);
  }

  private Wanted wanted(DrawTask task) {
    int height = cells(task.request().height());
    int width = cells(task.request().width());
    return new Wanted(
        task.request(),
        (step, steps, latent) ->
            task.step(step, steps, () -> colours.preview(latent, height, width)),
        task::drawn,
        task::failed);
  }

  private void drawTogether(List<Sitting> sittings) {
    new Drawing(parts).draw(sittings);
  }

  private Sitting sitting(DrawRequest request, Sitting.Sitter sitter) {
    return new Sitting(
        request,
        prompts(request),
        schedulers.create(request.scheduler(), request.steps()),
        parts,
        sitter);
  }

  private Prompts prompts(DrawRequest request) {
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

  /** Somebody who wants a picture that passes. */
  private final class Wanted implements Sitting.Sitter {
    private final DrawRequest request;
    private final LatentListener listener;
    private final Consumer<Drawn> onDrawn;
    private final Consumer<DiffusionException> onFailed;

    Wanted(
        DrawRequest request,
        LatentListener listener,
        Consumer<Drawn> onDrawn,
        Consumer<DiffusionException> onFailed) {
      this.request = request;
      this.listener = listener;
      this.onDrawn = onDrawn;
      this.onFailed = onFailed;
    }

    @Override
    public boolean step(int step, int steps, float[] latent) {
      return listener.step(step, steps, latent);
    }

    @Override
    public void finished(float[] latent) {
      Drawn drawn;
      try {
        drawn =
            safety
                .passed(request, picture(request, latent), this::redraw)
                .ignoring(prompts(request).ignoredTags());
      } catch (DiffusionException e) {
        onFailed.accept(e);
        return;
      }
      onDrawn.accept(drawn);
    }

    @Override
    public void failed(DiffusionException reason) {
      onFailed.accept(reason);
    }

    private Picture redraw(DrawRequest other) {
      Result<Picture> result = new Result<>();
      drawTogether(List.of(sitting(other, new Redrawn(other, listener, result))));
      return result.get();
    }
  }

  /** The same picture of another seed, which nobody checks here. */
  private final class Redrawn implements Sitting.Sitter {
    private final DrawRequest request;
    private final LatentListener listener;
    private final Result<Picture> result;

    Redrawn(DrawRequest request, LatentListener listener, Result<Picture> result) {
      this.request = request;
      this.listener = listener;
      this.result = result;
    }

    @Override
    public boolean step(int step, int steps, float[] latent) {
      return listener.step(step, steps, latent);
    }

    @Override
    public void finished(float[] latent) {
      result.is(picture(request, latent));
    }

    @Override
    public void failed(DiffusionException reason) {
      result.not(reason);
    }
  }

  /** Leaves after the first step. */
  private static final class WarmUp implements Sitting.Sitter {
    private boolean stepped;
    private Optional<DiffusionException> failure = Optional.empty();

    @Override
    public boolean step(int step, int steps, float[] latent) {
      stepped = true;
      return false;
    }

    @Override
    public void finished(float[] latent) {
      stepped = true;
    }

    @Override
    public void failed(DiffusionException reason) {
      failure = Optional.of(reason);
    }

    void requireDone() {
      if (!stepped) {
        throw failure.orElseThrow();
      }
    }
  }

  /** What came of one draw, for its caller. */
  private static final class Result<T> {
    private @Nullable T value;
    private @Nullable DiffusionException failure;

    void is(T found) {
      value = found;
    }

    void not(DiffusionException reason) {
      failure = reason;
    }

    T get() {
      if (failure != null) {
        throw failure;
      }
      if (value == null) {
        throw new IllegalStateException("a draw ended without a result");
      }
      return value;
    }
  }
}
