package io.avatarorigin.origin.web;

import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.store.AvatarSource;
import io.avatarorigin.origin.store.Outcome;
import io.avatarorigin.origin.store.Patience;
import io.avatarorigin.origin.store.Rendition;
import io.avatarorigin.origin.web.access.DrawBudgets;
import io.avatarorigin.origin.web.access.DrawGate;
import io.avatarorigin.origin.web.access.DrawRules;
import io.avatarorigin.origin.web.exchange.Problem;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.origin.web.substitute.Commission;
import io.avatarorigin.origin.web.substitute.Substitute;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides what a request for an avatar gets. What is drawn is served to everybody; only a draw asks
 * for leave and spends a budget. Blocks while a picture is drawn, on a virtual thread.
 */
final class AvatarDesk {
  private final AvatarSource source;
  private final DrawGate gate;
  private final DrawBudgets budgets;
  private final WebSettings.Waits waits;
  private final InstantSource clock;

  AvatarDesk(AvatarSource source, WebSettings settings, InstantSource clock) {
    this.source = source;
    DrawRules rules = settings.rules();
    this.gate = new DrawGate(rules.access(), rules.allowedHashes());
    this.budgets = new DrawBudgets(rules.perClient(), rules.global());
    this.waits = settings.waits();
    this.clock = clock;
  }

  Answer answer(AvatarRequest request, DrawGate.Claim claim) {
    if (request.forced()) {
      return substitute(request, request.fallback().orElse(Fallback.Local.of(Substitute.MP)));
    }
    if (request.key().isEmpty()) {
      return instead(request, Problem.badKey());
    }
    RenditionKey key = request.key().get();
    if (source.isBarred(key.hash())) {
      return instead(request, Problem.barred());
    }
    // What is drawn or pinned asks for no leave, also where it takes a moment to be encoded.
    Optional<Outcome> found = source.find(key, patience(request).longest());
    if (found.isPresent()) {
      return outcome(request, key, found.get(), WebAnswer.HIT);
    }
    return draw(request, key, claim);
  }

  private Answer draw(AvatarRequest request, RenditionKey key, DrawGate.Claim claim) {
    Instant now = clock.instant();
    Optional<String> refusal = gate.refusal(key.hash(), claim, now);
    if (refusal.isPresent()) {
      Optional<Problem> later = source.undecided(key.hash()).map(Problem::notYet);
      return instead(request, later.orElseGet(() -> Problem.forbidden(refusal.get())));
    }
    if (source.isBeingDrawn(key.hash())) {
      return outcome(request, key, source.fetch(key, patience(request)), WebAnswer.DRAWN);
    }
    Optional<Duration> spent = budgets.take(claim.client(), now);
    if (spent.isPresent()) {
      return instead(request, Problem.overBudget(spent.get()));
    }
    Outcome outcome = source.fetch(key, patience(request));
    if (ledToNoDraw(outcome, key)) {
      budgets.giveBack(claim.client(), now);
    }
    return outcome(request, key, outcome, WebAnswer.DRAWN);
  }

  /**
   * Who has a substitute is content with it, and finds the picture drawn the next time; who has
   * none and leaves does not want it any more.
   */
  private Patience patience(AvatarRequest request) {
    return request.fallback().isPresent()
        ? new Patience(waits.withSubstitute(), Patience.WhenAlone.DRAW)
        : new Patience(waits.longest(), Patience.WhenAlone.CANCEL);
  }

  /** A client that is sent away with nothing, and no draw under way, pays nothing. */
  private boolean ledToNoDraw(Outcome outcome, RenditionKey key) {
    return switch (outcome) {
      case Outcome.QueueFull _, Outcome.Barred _ -> true;
      case Outcome.NotYet _ -> !source.isBeingDrawn(key.hash());
      case Outcome.Ready _, Outcome.Refused _ -> false;
    };
  }

  private static Answer outcome(
      AvatarRequest request, RenditionKey key, Outcome outcome, WebAnswer kind) {
    return switch (outcome) {
      case Outcome.Ready(Rendition rendition) ->
          new Answer.Picture(key, rendition, kind, request.negotiated());
      case Outcome.Barred() -> instead(request, Problem.barred());
      case Outcome.Refused() -> instead(request, Problem.refused());
      case Outcome.QueueFull(Duration retryAfter) ->
          instead(request, Problem.queueFull(retryAfter));
      case Outcome.NotYet(Duration retryAfter) -> instead(request, Problem.notYet(retryAfter));
    };
  }

  /** What the client asked to see instead, or the problem itself when it did not say. */
  private static Answer instead(AvatarRequest request, Problem problem) {
    Answer failed = new Answer.Failed(problem);
    return request.fallback().map(fallback -> instead(request, problem, fallback)).orElse(failed);
  }

  private static Answer instead(AvatarRequest request, Problem problem, Fallback fallback) {
    return switch (fallback) {
      case Fallback.NotFound() -> new Answer.Failed(problem.asNotFound());
      case Fallback.Local _, Fallback.Elsewhere _ -> substitute(request, fallback);
    };
  }

  private static Answer substitute(AvatarRequest request, Fallback fallback) {
    return switch (fallback) {
      case Fallback.NotFound() -> new Answer.Failed(Problem.substituteIsNotFound());
      case Fallback.Local(var substitute, var initials) ->
          new Answer.Substituted(
              new Commission(substitute, text(request), initials, request.size()));
      case Fallback.Elsewhere(var location) -> new Answer.Redirected(location);
    };
  }

  private static String text(AvatarRequest request) {
    return request.key().map(key -> key.hash().digits()).orElse(request.name());
  }
}
