package io.avatarorigin.worker.draw;

import io.avatarorigin.diffusion.DrawRequest;
import java.util.List;

/**
 * What one request asks for.
 *
 * @param id names the request
 * @param client who asks: the draws of different clients take turns
 * @param pictures one at least
 */
public record Order(String id, String client, List<DrawRequest> pictures) {
  public Order {
    pictures = List.copyOf(pictures);
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("an order is for one picture at least");
    }
  }
}
