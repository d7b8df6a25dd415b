package io.avatarorigin.operator.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the chart brings along for Prometheus and Grafana, and the documents that tell of it. */
final class Documents {
  private static final Path ALERTS = Helm.OPERATOR.resolve("files/alerts.yaml");
  private static final Path DASHBOARD = Helm.OPERATOR.resolve("files/dashboard.json");
  private static final Path OPERATIONS = Path.of("../docs/operations.md");
  private static final Path METRICS = Path.of("../docs/metrics.md");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:avatar_origin|operator_sdk|jvm)_[a-z0-9_]+");
  private static final Pattern OF_HISTOGRAM = Pattern.compile("_(?:bucket|sum|count|max)$");

  private static final Pattern SELECTOR = Pattern.compile("\\b([a-z][a-z0-9_]+)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)(?:=~|!=|=)\"([^\"]*)\"");

  /** The labels that targets get. */
  private static final Set<String> OF_PROMETHEUS =
      Set.of("namespace", "pod", "service", "endpoint");

  private Documents() {}

  /**
   * One that Prometheus may raise.
   *
   * @param duration for how long it has to hold
   */
  record Alert(
      String name,
      String expression,
      String duration,
      String severity,
      String summary,
      String description) {}

  static List<Alert> alerts() throws IOException {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode group : new YAMLMapper().readTree(ALERTS.toFile()).get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        alerts.add(
            new Alert(
                rule.path("alert").asText(),
                rule.path("expr").asText(),
                rule.path("for").asText(),
                rule.path("severity").asText(),
                rule.path("summary").asText(),
                rule.path("description").asText()));
      }
    }
    return alerts;
  }

  /** The dashboard's panels that show something. */
  static List<JsonNode> panels() throws IOException {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : dashboard().get("panels")) {
      if (!panel.get("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return panels;
  }

  static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(DASHBOARD.toFile());
  }

  /** What a panel asks Prometheus for. */
  static List<String> expressions(JsonNode panel) {
    return Stream.of(panel.get("targets"))
        .flatMap(
            targets -> Stream.iterate(0, i -> i < targets.size(), i -> i + 1).map(targets::get))
        .map(target -> target.get("expr").asText())
        .toList();
  }

  /** The metrics that an expression names, histograms without what is added to their names. */
  static Set<String> metrics(String expression) {
    return METRIC
        .matcher(expression.replaceAll("\"[^\"]*\"", ""))
        .results()
        .map(MatchResult::group)
        .map(name -> OF_HISTOGRAM.matcher(name).replaceFirst(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Whether a metric is asked for with labels that it has not, or with values that its row does not
   * list where it lists values; each such thing as {@code metric label=value}.
   */
  static Set<String> unknownLabels(String expression) throws IOException {
    Set<String> unknown = new TreeSet<>();
    Map<String, String> documented = documentedMetrics();
    for (MatchResult selector : SELECTOR.matcher(expression).results().toList()) {
      String metric = OF_HISTOGRAM.matcher(selector.group(1)).replaceFirst("");
      String labels = documented.getOrDefault(metric, "");
      for (MatchResult matcher : LABEL.matcher(selector.group(2)).results().toList()) {
        String values = listed(labels, matcher.group(1));
        for (String value : matcher.group(2).split("\\|")) {
          boolean isKnown =
              OF_PROMETHEUS.contains(matcher.group(1))
                  || labels.contains("`" + matcher.group(1) + "`")
                      && (values.isEmpty() || List.of(values.split(", ")).contains(value));
          if (!isKnown) {
            unknown.add(metric + " " + matcher.group(1) + "=" + value);
          }
        }
      }
    }
    return unknown;
  }

  /** The values of a label that a row lists. */
  private static String listed(String labels, String label) {
    Matcher values = Pattern.compile("`" + label + "`: ([a-z0-9_, ]+)").matcher(labels);
    return values.find() ? values.group(1).strip() : "";
  }

  /** Those that are documented, with the text of their labels. */
  static Map<String, String> documentedMetrics() throws IOException {
    return Files.readString(METRICS)
        .lines()
        .map(line -> line.split(" *\\| *", -1))
        .filter(cells -> cells.length > 2 && METRIC.matcher(cells[1].replace("`", "")).matches())
        .collect(Collectors.toMap(cells -> cells[1].replace("`", ""), cells -> cells[2]));
  }

  /** The headings of the operator's manual that people are led to, as they stand there. */
  static List<String> entriesOfOperations() throws IOException {
    return Files.readString(OPERATIONS)
        .lines()
        .filter(line -> line.startsWith("### AvatarOrigin"))
        .map(line -> line.substring("### ".length()))
        .toList();
  }
}
