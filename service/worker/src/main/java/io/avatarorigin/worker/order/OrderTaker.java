package io.avatarorigin.worker.order;

import io.avatarorigin.diffusion.InvalidDrawException;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.worker.draw.DrawDesk;
import io.avatarorigin.worker.draw.Job;
import io.avatarorigin.worker.draw.JobEnd;
import io.avatarorigin.worker.draw.NotNowException;
import io.avatarorigin.worker.draw.Order;
import io.avatarorigin.worker.http.Connections;
import io.avatarorigin.worker.http.Exchange;
import io.avatarorigin.worker.http.Problem;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;

/** Takes orders for clients, and gives them up when those go away. */
public final class OrderTaker {
  private static final System.Logger LOGGER = System.getLogger(OrderTaker.class.getName());

  private final DrawDesk desk;
  private final Connections connections;

  public OrderTaker(DrawDesk desk, Connections connections) {
    this.desk = desk;
    this.connections = connections;
  }

  public DrawDesk desk() {
    return desk;
  }

  /**
   * What draws.
   *
   * @throws Problem while nothing does
   */
  public ModelDescription requireModel() {
    try {
      return desk.requireModel();
    } catch (NotNowException e) {
      throw notNow(e.reason());
    }
  }

  /**
   * Waits for the pictures of an order.
   *
   * @throws Problem where there are none
   */
  public Taken take(Exchange exchange, Order order) {
    Job job = submit(order);
    JobEnd end = connections.waitingFor(exchange.request(), job::abandon, job::await);
    return switch (end) {
      case JobEnd.Finished(var pictures) -> new Taken(pictures, false);
      case JobEnd.Interrupted(var pictures) -> new Taken(pictures, true);
      case JobEnd.Refused(String reason) -> throw Problem.of(Problem.Kind.PICTURE_REFUSED, reason);
      case JobEnd.HandedBack _ -> throw notNow(NotNowException.Reason.DRAINING);
      case JobEnd.TimedOut(Duration limit) ->
          throw Problem.of(
              Problem.Kind.TIMED_OUT,
              "the picture took longer than %s s".formatted(limit.toMillis() / 1000.0));
      case JobEnd.Failed(Throwable reason) -> {
        LOGGER.log(System.Logger.Level.ERROR, "a draw failed: id=" + order.id(), reason);
        throw Problem.of(Problem.Kind.FAILED, "the draw failed; the worker's log says why");
      }
      case JobEnd.Gone _ -> throw new CloseConnectionException("the client has gone");
    };
  }

  private Job submit(Order order) {
    try {
      return desk.submit(order);
    } catch (NotNowException e) {
      throw notNow(e.reason());
    } catch (InvalidDrawException e) {
      throw Problem.of(Problem.Kind.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static Problem notNow(NotNowException.Reason reason) {
    return Problem.notNow(reason.toString(), reason.retrySeconds());
  }
}
