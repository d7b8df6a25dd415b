package io.avatarorigin.origin.clients;

import static io.avatarorigin.origin.clients.Check.ATTRIBUTES;
import static io.avatarorigin.origin.clients.Check.BUCKETS;
import static io.avatarorigin.origin.clients.Check.HOSTED;
import static io.avatarorigin.origin.clients.Check.LOCATION;
import static io.avatarorigin.origin.clients.Check.MISSING_HEAD;
import static io.avatarorigin.origin.clients.Check.NOT_MODIFIED;
import static io.avatarorigin.origin.clients.Check.PARTS;
import static io.avatarorigin.origin.clients.Check.PRECONDITION_FAILED;
import static io.avatarorigin.origin.clients.Check.PRESIGNED;
import static io.avatarorigin.origin.clients.Check.RETRIED;
import static io.avatarorigin.origin.clients.Check.SIGNATURE_VERSION_2;
import static io.avatarorigin.origin.clients.Check.SKEWED;
import static io.avatarorigin.origin.clients.Check.UNAVAILABLE;
import static io.avatarorigin.origin.clients.Check.WRONG_REGION;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The clients, with what each of them cannot do. */
final class TestedClients {
  private static final String VERSION_4_ONLY = "signs with version 4 only";
  private static final String NO_CONDITIONS = "reads without conditions";
  private static final String ALWAYS_COMES_BACK = "not tested: comes back by itself";
  private static final String NO_CLOCK = "not tested: its clock cannot be set";
  private static final String NO_NAMES =
      "not tested: names below localhost cannot be given to its resolver";

  private static final String NO_PARTS = "reads objects in one piece";
  private static final String NO_ATTRIBUTES = "never asks for them";

  private static final Installations INSTALLED = new Installations();

  static final List<TestedClient> ALL =
      List.of(
          new TestedClient(
              "boto3",
              "1.43.11",
              "src/test/clients/python/requirements.txt",
              "`signature_version=\"s3v4\"` for presigned URLs, `addressing_style`",
              Map.of(),
              true,
              python("with_boto3.py")),
          new TestedClient(
              "aws-cli",
              "1.45.11",
              "src/test/clients/python/requirements.txt",
              "`s3.signature_version = s3v4` for presigned URLs",
              Map.of(HOSTED, NO_NAMES),
              true,
              python("with_aws_cli.py")),
          new TestedClient(
              "AWS SDK for JavaScript",
              "3.1164.0",
              "src/test/clients/javascript/package.json",
              "`forcePathStyle: true`, or a virtual host",
              Map.of(SIGNATURE_VERSION_2, VERSION_4_ONLY),
              false,
              javaScript("aws-sdk.mjs")),
          new TestedClient(
              "AWS SDK for Java",
              "2.57.8",
              "../../pom.xml",
              "`forcePathStyle(true)`; `crossRegionAccessEnabled(true)` to correct the region",
              Map.of(HOSTED, NO_NAMES, SIGNATURE_VERSION_2, VERSION_4_ONLY),
              true,
              JavaSdk::run),
          new TestedClient(
              "AWS SDK for Go",
              "1.114.9",
              "src/test/clients/go/go.mod",
              "`UsePathStyle`, or a virtual host",
              Map.of(SKEWED, NO_CLOCK, SIGNATURE_VERSION_2, VERSION_4_ONLY),
              false,
              program(INSTALLED::go)),
          new TestedClient(
              "@tigrisdata/storage",
              "3.21.0",
              "src/test/clients/javascript/package.json",
              "`forcePathStyle: true`, or a virtual host",
              Map.ofEntries(
                  entry(PARTS, NO_PARTS),
                  entry(ATTRIBUTES, NO_ATTRIBUTES),
                  entry(UNAVAILABLE, ALWAYS_COMES_BACK),
                  entry(SKEWED, NO_CLOCK),
                  entry(NOT_MODIFIED, NO_CONDITIONS),
                  entry(PRECONDITION_FAILED, NO_CONDITIONS),
                  entry(PRESIGNED, "has Tigris sign its URLs"),
                  entry(SIGNATURE_VERSION_2, VERSION_4_ONLY),
                  entry(WRONG_REGION, "always signs for `auto`"),
                  entry(BUCKETS, "asks Tigris' control interface"),
                  entry(LOCATION, "never asks for it")),
              false,
              javaScript("tigris.mjs")),
          new TestedClient(
              "minio-js",
              "8.0.7",
              "src/test/clients/javascript/package.json",
              "`pathStyle`",
              Map.of(
                  PARTS,
                  NO_PARTS,
                  ATTRIBUTES,
                  NO_ATTRIBUTES,
                  UNAVAILABLE,
                  ALWAYS_COMES_BACK,
                  SKEWED,
                  NO_CLOCK,
                  NOT_MODIFIED,
                  NO_CONDITIONS,
                  PRECONDITION_FAILED,
                  NO_CONDITIONS,
                  SIGNATURE_VERSION_2,
                  VERSION_4_ONLY),
              false,
              javaScript("minio.mjs")),
          new TestedClient(
              "minio-java",
              "8.6.0",
              "../../pom.xml",
              "",
              Map.of(
                  PARTS,
                  NO_PARTS,
                  SKEWED,
                  NO_CLOCK,
                  SIGNATURE_VERSION_2,
                  VERSION_4_ONLY,
                  RETRIED,
                  "leaves it to its caller to come back"),
              false,
              MinioJava::run),
          new TestedClient(
              "rclone",
              "1.60.1",
              "",
              "`provider = Other`, `region`",
              Map.of(
                  ATTRIBUTES,
                  NO_ATTRIBUTES,
                  UNAVAILABLE,
                  ALWAYS_COMES_BACK,
                  SKEWED,
                  NO_CLOCK,
                  NOT_MODIFIED,
                  NO_CONDITIONS,
                  PRECONDITION_FAILED,
                  NO_CONDITIONS,
                  MISSING_HEAD,
                  "asks by HEAD before every read, see missing",
                  SIGNATURE_VERSION_2,
                  VERSION_4_ONLY,
                  LOCATION,
                  "never asks for it",
                  HOSTED,
                  NO_NAMES),
              false,
              debian("rclone", "with_rclone.py")),
          new TestedClient(
              "s3cmd",
              "2.3.0",
              "",
              "`host_base` and `host_bucket` alike, `bucket_location`",
              Map.of(
                  PARTS,
                  NO_PARTS,
                  ATTRIBUTES,
                  NO_ATTRIBUTES,
                  NOT_MODIFIED,
                  NO_CONDITIONS,
                  PRECONDITION_FAILED,
                  NO_CONDITIONS,
                  MISSING_HEAD,
                  "asks by HEAD before every read, see missing",
                  UNAVAILABLE,
                  ALWAYS_COMES_BACK,
                  PRESIGNED,
                  "signs URLs with version 2, which is refused",
                  HOSTED,
                  NO_NAMES),
              false,
              debian("s3cmd", "with_s3cmd.py")));

  private TestedClients() {}

  private static Function<Order, JsonNode> python(String file) {
    return TestedClient.process(
        order ->
            List.of(
                INSTALLED.python().toString(),
                "-B",
                Installations.SOURCES.resolve("python").resolve(file).toString(),
                TestedClient.argument(order)));
  }

  private static Function<Order, JsonNode> debian(String program, String file) {
    Function<Order, JsonNode> run = python(file);
    return order -> {
      INSTALLED.require(program);
      return run.apply(order);
    };
  }

  private static Function<Order, JsonNode> javaScript(String file) {
    return TestedClient.process(
        order ->
            List.of(
                "node",
                INSTALLED.javaScript().resolve(file).toString(),
                TestedClient.argument(order)));
  }

  private static Function<Order, JsonNode> program(Supplier<Path> file) {
    return TestedClient.process(
        order -> List.of(file.get().toString(), TestedClient.argument(order)));
  }
}
