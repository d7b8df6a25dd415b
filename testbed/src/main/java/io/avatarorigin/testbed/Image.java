package io.avatarorigin.testbed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a container image stands for where pods are processes of this machine. One that is mounted
 * as a volume has one folder, whose path does not matter.
 *
 * @param entrypoint program and first arguments, in the pod's root
 * @param folders of this machine that the pod has as well, by the path that it has them at; all
 *     that the pod's user has to read of them is readable for everybody
 */
public record Image(List<String> entrypoint, Map<String, Path> folders) {
  public Image {
    entrypoint = List.copyOf(entrypoint);
    folders = Map.copyOf(folders);
  }
}
