package io.avatarorigin.worker.order;

import io.avatarorigin.worker.draw.FinishedPicture;
import java.util.List;

/**
 * The pictures of an order.
 *
 * @param interrupted whether somebody ended it before all were finished
 */
public record Taken(List<FinishedPicture> pictures, boolean interrupted) {
  public Taken {
    pictures = List.copyOf(pictures);
  }
}
