package io.avatarorigin.worker.webui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.IgnoredTag;
import io.avatarorigin.diffusion.ModelDescription;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.worker.draw.FinishedPicture;
import io.avatarorigin.worker.http.Json;
import io.avatarorigin.worker.order.ModelNames;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The answer to a request for pictures of a text. Whole numbers have no fraction: clients with
 * fields of whole numbers refuse one.
 *
 * @param asked when the request came
 */
record TextToImageAnswer(TextToImage request, ModelDescription model, Instant asked) {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  /** AUTOMATIC1111's word for the time of a request. */
  static String timestamp(Instant instant) {
    return TIMESTAMP.format(instant);
  }

  /**
   * The whole answer.
   *
   * @param files of the pictures, in PNG
   */
  ObjectNode json(List<FinishedPicture> pictures, List<byte[]> files) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode images = json.putArray("images");
    if (request.sendImages()) {
      files.forEach(file -> images.add(Base64.getEncoder().encodeToString(file)));
    }
    json.set("parameters", parameters());
    return json.put("info", Json.text(info(pictures)));
  }

  /** The request as it was understood. */
  private ObjectNode parameters() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("prompt", request.prompt()).put("negative_prompt", request.negativePrompt());
    ArrayNode styles = json.putArray("styles");
    request.styles().forEach(styles::add);
    return json.put("seed", request.seed().orElse(-1))
        .put("subseed", -1)
        .put("subseed_strength", 0)
        .put("sampler_name", ModelNames.sampler(request.scheduler()))
        .put("batch_size", request.batchSize())
        .put("n_iter", request.iterations())
        .put("steps", request.steps())
        .put("cfg_scale", Infotext.plain(request.guidanceScale()))
        .put("width", request.width())
        .put("height", request.height())
        .put("send_images", request.sendImages())
        .put("save_images", false)
        .put("avatar_origin_noise", request.noise() == NoiseKind.CPU ? "cpu" : "nv");
  }

  private ObjectNode info(List<FinishedPicture> pictures) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    long firstSeed = pictures.isEmpty() ? request.seed().orElse(-1) : pictures.getFirst().seed();
    json.put("prompt", request.prompt());
    ArrayNode prompts = json.putArray("all_prompts");
    json.put("negative_prompt", request.negativePrompt());
    ArrayNode negativePrompts = json.putArray("all_negative_prompts");
    json.put("seed", firstSeed);
    ArrayNode seeds = json.putArray("all_seeds");
    json.put("subseed", -1);
    ArrayNode subseeds = json.putArray("all_subseeds");
    json.put("subseed_strength", 0)
        .put("width", request.width())
        .put("height", request.height())
        .put("sampler_name", ModelNames.sampler(request.scheduler()))
        .put("cfg_scale", Infotext.plain(request.guidanceScale()))
        .put("steps", request.steps())
        .put("batch_size", request.batchSize())
        .put("restore_faces", false)
        .putNull("face_restoration_model")
        .put("sd_model_name", model.name())
        .put("sd_model_hash", ModelNames.hash(model))
        .putNull("sd_vae_name")
        .putNull("sd_vae_hash")
        .put("seed_resize_from_w", -1)
        .put("seed_resize_from_h", -1)
        .put("denoising_strength", 0)
        .putObject("extra_generation_params");
    json.put("index_of_first_image", 0);
    ArrayNode infotexts = json.putArray("infotexts");
    json.putArray("styles"); // none has an effect
    json.put("job_timestamp", timestamp(asked))
        .put("clip_skip", 1)
        .put("is_using_inpainting_conditioning", false);
    for (FinishedPicture picture : pictures) {
      prompts.add(request.prompt());
      negativePrompts.add(request.negativePrompt());
      seeds.add(picture.seed());
      subseeds.add(-1);
      infotexts.add(Infotext.of(picture, model));
    }
    ArrayNode ignored = json.putArray("avatar_origin_ignored");
    ignored(pictures).forEach(ignored::add);
    return json;
  }

  /** What the request says and has no effect, each with the reason. */
  private List<String> ignored(List<FinishedPicture> pictures) {
    List<String> ignored = new ArrayList<>();
    request.styles().forEach(style -> ignored.add("style " + style + ": there are no styles here"));
    if (!pictures.isEmpty()) {
      for (IgnoredTag tag : pictures.getFirst().drawn().ignoredTags()) {
        ignored.add(tag.tag() + ": " + tag.reason());
      }
    }
    return ignored;
  }
}
