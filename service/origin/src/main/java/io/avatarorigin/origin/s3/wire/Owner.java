package io.avatarorigin.origin.s3.wire;

/** Everything has the same owner, who is nobody in particular. */
public final class Owner {
  private static final String ID = "avatar-origin";

  private Owner() {}

  /** The element that names the owner. */
  public static void write(XmlDocument xml) {
    xml.element("Owner", owner -> owner.text("ID", ID));
  }

  /** The one grant of an access control list. */
  public static void writeGrant(XmlDocument xml) {
    xml.element(
        "Grant",
        grant -> {
          grant.element(
              "Grantee",
              grantee -> {
                grantee.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
                grantee.attribute("xsi:type", "CanonicalUser");
                grantee.text("ID", ID);
              });
          grant.text("Permission", "FULL_CONTROL");
        });
  }
}
