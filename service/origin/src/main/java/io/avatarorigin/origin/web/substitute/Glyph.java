package io.avatarorigin.origin.web.substitute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The middle lines of a character, as straight segments. Lengths are parts of a capital's height; x
 * begins at the left end, y at the upper one.
 */
record Glyph(List<Segment> segments) {
  /** Neighbours on an arc lie no further apart, in degrees. */
  private static final double ARC_STEP = 5;

  Glyph {
    segments = List.copyOf(segments);
  }

  /** A straight line from one point to another. */
  record Segment(double x1, double y1, double x2, double y2) {
    /** How far the point lies from the nearest of this line. */
    double distance(double x, double y) {
      double dx = x2 - x1;
      double dy = y2 - y1;
      double along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy);
      double at = Math.clamp(along, 0, 1);
      return Math.hypot(x - x1 - at * dx, y - y1 - at * dy);
    }

    /** What of it lies between two heights, some of which it reaches. */
    Segment between(double upper, double lower) {
      if (y1 == y2) {
        return this;
      }
      double from = Math.clamp((upper - y1) / (y2 - y1), 0, 1);
      double to = Math.clamp((lower - y1) / (y2 - y1), 0, 1);
      return new Segment(
          x1 + from * (x2 - x1), y1 + from * (y2 - y1), x1 + to * (x2 - x1), y1 + to * (y2 - y1));
    }

    double minX() {
      return Math.min(x1, x2);
    }

    double maxX() {
      return Math.max(x1, x2);
    }

    double minY() {
      return Math.min(y1, y2);
    }

    double maxY() {
      return Math.max(y1, y2);
    }

    /** The line, made larger from the origin and then moved. */
    Segment placed(double scale, double x, double y) {
      return new Segment(x1 * scale + x, y1 * scale + y, x2 * scale + x, y2 * scale + y);
    }
  }

  /**
   * Reads strokes with semicolons between them. A stroke leads from item to item: {@code x,y} is a
   * point, {@code x,y,rx,ry,from,to} an arc of the ellipse around a point, its angles in degrees
   * with 0 on the right and 90 below.
   */
  static Glyph parse(String strokes) {
    List<Segment> segments = new ArrayList<>();
    for (String stroke : strokes.split(";", -1)) {
      List<double[]> points = new ArrayList<>();
      for (String item : stroke.strip().split(" ", -1)) {
        double[] numbers =
            Arrays.stream(item.split(",")).mapToDouble(Double::parseDouble).toArray();
        if (numbers.length == 2) {
          points.add(numbers);
        } else {
          arc(numbers, points);
        }
      }
      for (int i = 1; i < points.size(); i++) {
        double[] from = points.get(i - 1);
        double[] to = points.get(i);
        if (!Arrays.equals(from, to)) {
          segments.add(new Segment(from[0], from[1], to[0], to[1]));
        }
      }
    }
    return new Glyph(segments);
  }

  private static void arc(double[] arc, List<double[]> points) {
    int steps = (int) Math.ceil(Math.abs(arc[5] - arc[4]) / ARC_STEP);
    for (int i = 0; i <= steps; i++) {
      double angle = Math.toRadians(arc[4] + (arc[5] - arc[4]) * i / steps);
      points.add(
          new double[] {arc[0] + arc[2] * Math.cos(angle), arc[1] + arc[3] * Math.sin(angle)});
    }
  }

  double width() {
    return segments.stream().mapToDouble(Segment::maxX).max().orElse(0);
  }

  /** The shortest way to the other character, were that moved to the right by so much. */
  double distance(Glyph other, double offset) {
    double shortest = Double.MAX_VALUE;
    for (Segment mine : segments) {
      for (Segment unmoved : other.segments) {
        Segment its = unmoved.placed(1, offset, 0);
        double ends =
            Math.min(
                Math.min(mine.distance(its.x1, its.y1), mine.distance(its.x2, its.y2)),
                Math.min(its.distance(mine.x1, mine.y1), its.distance(mine.x2, mine.y2)));
        shortest = Math.min(shortest, ends);
      }
    }
    return shortest;
  }
}
