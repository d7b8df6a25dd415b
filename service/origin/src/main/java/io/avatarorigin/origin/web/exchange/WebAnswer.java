package io.avatarorigin.origin.web.exchange;

/** What a web request was answered with: a closed set, fit for a metric's label. */
public enum WebAnswer {
  /** A picture that needed no draw, or the redirect to it. */
  HIT,
  /** A picture, or the redirect to it, that was drawn for this request or one that it joined. */
  DRAWN,
  /** 304: the client has the picture or page file already. */
  NOT_MODIFIED,
  /** A substitute in a picture's place, because {@code d=} asked for one. */
  SUBSTITUTE,
  /** A redirect to the substitute that {@code d=} names by URL. */
  REDIRECT,
  /** The explanation of a picture as JSON. */
  EXPLAINED,
  /** Events that tell how a picture comes about. */
  FOLLOWED,
  /** What a vocabulary of the playground says, or what is wrong with it. */
  PLAYED,
  /** A file of the demo page. */
  PAGE,
  /** The path names no picture. */
  BAD_KEY,
  /** An administrator has barred the hash. */
  BARRED,
  /** The engine will never draw this picture. */
  REFUSED,
  /** The client may not cause this draw: signature, allow-list, or drawing is off. */
  FORBIDDEN,
  /** A draw budget is spent. */
  OVER_BUDGET,
  /** The client plays more often than is borne. */
  TOO_OFTEN,
  /** The draw queue is full, or too many substitutes wait to be painted. */
  QUEUE_FULL,
  /** There are as many event streams as are kept open. */
  TOO_MANY_STREAMS,
  /** Not drawn within the time that a request waits. */
  NOT_YET,
  /** A method that the path does not answer. */
  BAD_METHOD,
  /** Nothing that could be read as a request, or as what belongs to one. */
  UNREADABLE,
  /** A fault of the origin itself. */
  FAILED
}
