package io.avatarorigin.diffusion.text;

/**
 * A {@code <lora:name:weight>} tag of a prompt. {@code <lora:name>} has weight 1, {@code
 * <lora:name:te:unet>} a weight for each kind of net, which may also be named ({@code te=}, {@code
 * unet=}).
 *
 * @param text as written, with its brackets
 * @param name which LoRA
 * @param textWeight how strongly it changes the text encoders
 * @param unetWeight how strongly it changes the UNet
 */
public record LoraTag(String text, String name, double textWeight, double unetWeight) {}
