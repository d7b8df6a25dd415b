package io.avatarorigin.testbed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Ask for avatars, come again when they are told to, and count what they are answered. */
public final class Visitors {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Supplier<String> place;
  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
  private final AtomicLong lastPicture = new AtomicLong(System.nanoTime());
  private final AtomicLong longestSilence = new AtomicLong();

  /**
   * Ask there.
   *
   * @param place address and port, anew for each request
   */
  public Visitors(Supplier<String> place) {
    this.place = place;
  }

  /**
   * Asks for one until it is there.
   *
   * @param path of the avatar, with its first slash
   * @return the picture's bytes
   */
  public byte[] get(String path) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      HttpResponse<byte[]> answer = ask(path);
      if (answer.statusCode() == 200) {
        long now = System.nanoTime();
        longestSilence.accumulateAndGet(now - lastPicture.getAndSet(now), Math::max);
        return answer.body();
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
    }
    throw new TestbedException(path + " has not come: " + answers);
  }

  private HttpResponse<byte[]> ask(String path) {
    URI uri = URI.create("http://" + place.get() + path);
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(uri).timeout(LONGEST_ANSWER).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      count(
          answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent()
              ? "503 and when to come again"
              : Integer.toString(answer.statusCode()));
      return answer;
    } catch (IOException e) {
      count(e.toString());
      throw new TestbedException(uri + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestbedException(uri + ": interrupted", e);
    }
  }

  private void count(String answer) {
    answers.computeIfAbsent(answer, _ -> new LongAdder()).increment();
  }

  /** All answers so far. */
  public Map<String, LongAdder> answers() {
    return Map.copyOf(answers);
  }

  /** The longest time without a picture. */
  public Duration longestSilence() {
    return Duration.ofNanos(longestSilence.get());
  }
}
