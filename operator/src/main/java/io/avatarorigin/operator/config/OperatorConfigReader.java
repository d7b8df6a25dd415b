package io.avatarorigin.operator.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the operator's configuration file, and says everything that is wrong with it. */
public final class OperatorConfigReader {
  private static final ObjectReader YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(ConfigFile.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern URL =
      Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?");
  private static final Pattern PROVIDER = Pattern.compile("(cpu|cuda|tensorrt)(:[0-9]+)?");
  private static final ResourceRequirements ORIGIN =
      new ResourceRequirementsBuilder()
          .addToRequests("cpu", new Quantity("500m"))
          .addToRequests("memory", new Quantity("512Mi"))
          .addToLimits("memory", new Quantity("1Gi"))
          .build();
  private static final ResourceRequirements WORKER =
      new ResourceRequirementsBuilder()
          .addToRequests("cpu", new Quantity("1"))
          .addToRequests("memory", new Quantity("1Gi"))
          .build();

  private final Path file;
  private final List<String> faults = new ArrayList<>();

  private OperatorConfigReader(Path file) {
    this.file = file;
  }

  /**
   * Reads it.
   *
   * @throws OperatorConfigException where it cannot be used
   */
  public static OperatorConfig read(Path file) {
    return new OperatorConfigReader(file).read();
  }

  private OperatorConfig read() {
    ConfigFile content = content();
    String origin = content.images() == null ? null : content.images().origin();
    if (origin == null || origin.isBlank()) {
      fault("images.origin", "is missing: name the image of origins and workers");
    }
    Map<String, WorkerProfile> profiles = profiles(content);
    names("watchNamespaces", content.watchNamespaces());
    names("monitoringNamespaces", content.monitoringNamespaces());
    TigrisPlaces tigris =
        tigris(Objects.requireNonNullElse(content.tigris(), ConfigFile.Tigris.NONE));
    if (!faults.isEmpty()) {
      throw new OperatorConfigException(
          faults.stream().map(it -> file + ": " + it).collect(Collectors.joining("\n")));
    }
    String worker = content.images() == null ? null : content.images().worker();
    return new OperatorConfig(
        Objects.requireNonNull(origin),
        worker == null ? Objects.requireNonNull(origin) : worker,
        Objects.requireNonNullElse(content.imagePullSecrets(), List.of()),
        Objects.requireNonNullElse(content.watchNamespaces(), List.of()),
        Objects.requireNonNullElse(content.originResources(), ORIGIN),
        profiles,
        Objects.requireNonNullElse(content.monitoringNamespaces(), List.of()),
        Objects.requireNonNullElse(content.kedaNamespace(), "keda"),
        Objects.requireNonNullElse(content.operatorNamespace(), "avatar-origin-system"),
        tigris);
  }

  private ConfigFile content() {
    try {
      ConfigFile content = YAML.readValue(Files.readString(file));
      if (content == null) {
        throw new OperatorConfigException(file + ": is empty");
      }
      return content;
    } catch (JsonMappingException e) {
      String path =
          e.getPath().stream()
              .map(it -> it.getFieldName() == null ? "[" + it.getIndex() + "]" : it.getFieldName())
              .collect(Collectors.joining("."));
      throw new OperatorConfigException(
          "%s:%s %s: %s".formatted(file, line(e.getLocation()), path, e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw new OperatorConfigException(
          "%s:%s %s".formatted(file, line(e.getLocation()), e.getOriginalMessage()));
    } catch (IOException e) {
      throw new OperatorConfigException(file + " cannot be read: " + e);
    }
  }

  private static String line(@Nullable JsonLocation location) {
    return location == null ? "" : location.getLineNr() + ":";
  }

  private Map<String, WorkerProfile> profiles(ConfigFile content) {
    Map<String, WorkerProfile> profiles = new TreeMap<>();
    Objects.requireNonNullElse(content.profiles(), Map.<String, ConfigFile.Profile>of())
        .forEach(
            (name, profile) -> {
              if (!NAME.matcher(name).matches()) {
                fault("profiles." + name, "is no name: lower-case letters, digits and hyphens");
              }
              profiles.put(name, profile("profiles." + name, profile));
            });
    profiles.computeIfAbsent(
        OperatorConfig.DEFAULT_PROFILE,
        name -> profile("profiles." + name, ConfigFile.Profile.NONE));
    return profiles;
  }

  private WorkerProfile profile(String path, ConfigFile.Profile profile) {
    List<String> providers = Objects.requireNonNullElse(profile.providers(), List.of("cpu"));
    for (String provider : providers) {
      if (!PROVIDER.matcher(provider).matches()) {
        fault(path + ".providers", "must be cpu, cuda[:DEVICE] or tensorrt[:DEVICE]: " + provider);
      }
    }
    within(path + ".lanes", profile.lanes(), 256);
    within(path + ".together", profile.together(), 64);
    return new WorkerProfile(
        profile.image(),
        providers,
        profile.lanes(),
        Objects.requireNonNullElse(profile.together(), 1),
        Objects.requireNonNullElse(profile.nodeSelector(), Map.of()),
        Objects.requireNonNullElse(profile.tolerations(), List.of()),
        profile.affinity(),
        profile.runtimeClassName(),
        profile.priorityClassName(),
        Objects.requireNonNullElse(profile.resources(), WORKER));
  }

  private TigrisPlaces tigris(ConfigFile.Tigris file) {
    String publicUrl = Objects.requireNonNullElse(file.publicUrl(), TigrisPlaces.USUAL.publicUrl());
    if (!publicUrl.contains("{bucket}")) {
      fault("tigris.publicUrl", "must have {bucket} where a bucket's name belongs: " + publicUrl);
    } else {
      url(
          "tigris.publicUrl",
          publicUrl.replace("{bucket}", "bucket"),
          TigrisPlaces.USUAL.endpoint());
    }
    return new TigrisPlaces(
        url("tigris.endpoint", file.endpoint(), TigrisPlaces.USUAL.endpoint()),
        url("tigris.iamEndpoint", file.iamEndpoint(), TigrisPlaces.USUAL.iamEndpoint()),
        publicUrl.replaceAll("/+$", ""));
  }

  private URI url(String path, @Nullable String text, URI otherwise) {
    if (text == null) {
      return otherwise;
    }
    if (!URL.matcher(text).matches()) {
      fault(path, "must be an http or https URL without user and query, not " + text);
      return otherwise;
    }
    return URI.create(text.replaceAll("/+$", ""));
  }

  private void within(String path, @Nullable Integer number, int most) {
    if (number != null && (number < 1 || number > most)) {
      fault(path, "must be 1 to %d, not %d".formatted(most, number));
    }
  }

  private void names(String path, @Nullable List<String> names) {
    for (String name : Objects.requireNonNullElse(names, List.<String>of())) {
      if (!NAME.matcher(name).matches()) {
        fault(path, "has " + name + ", which is no namespace");
      }
    }
  }

  private void fault(String path, String message) {
    faults.add(path + ": " + message);
  }
}
