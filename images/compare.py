#!/usr/bin/env python3
"""Compares archives of the same image, layer by layer: images/compare.py FIRST.tar SECOND.tar

Layers that hold a cache of classes may differ, in that file alone; the virtual machine does not write it the same twice.
Ends with 1 if anything else differs.
"""

import argparse
import gzip
import hashlib
import json
import pathlib
import sys
import tarfile

VARIES = "opt/avatar-origin/classes.aot"


class Archive:
    def __init__(self, tar):
        self.tar = tar
        index = json.load(self.tar.extractfile("index.json"))
        manifest = self.json(index["manifests"][0]["digest"])
        self.configuration = self.json(manifest["config"]["digest"])
        names = [it["comment"] for it in self.configuration["history"]]
        self.layers = {name: layer["digest"] for name, layer in zip(names, manifest["layers"], strict=True)}
        # What is left says of the layers only what is compared by itself.
        del self.configuration["rootfs"]

    def blob(self, digest):
        return self.tar.extractfile("blobs/" + digest.replace(":", "/"))

    def json(self, digest):
        return json.load(self.blob(digest))

    def files(self, layer):
        """Of each file its kind, mode, owners, time and digest."""
        with gzip.open(self.blob(self.layers[layer])) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            return {
                it.name: (
                    it.type,
                    it.mode,
                    it.uid,
                    it.gid,
                    it.mtime,
                    it.linkname,
                    it.isfile() and sha256(tar.extractfile(it)),
                )
                for it in tar
            }


def sha256(content):
    return hashlib.file_digest(content, "sha256").hexdigest()


def compare(first, second):
    """Prints what became of each layer; gives what should not differ."""
    if first.configuration != second.configuration or first.layers.keys() != second.layers.keys():
        return ["configuration"]
    wrong = []
    for layer, digest in first.layers.items():
        if digest == second.layers[layer]:
            print(f"  {layer}: {digest}")
            continue
        here, there = first.files(layer), second.files(layer)
        differing = sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))
        print(f"  {layer}: differs in {', '.join(differing) or 'its compression or order'}")
        wrong += [] if differing == [VARIES] else [layer]
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", nargs=2, type=pathlib.Path, metavar="ARCHIVE")
    first, second = parser.parse_args().archives
    print(f"{first.name}:")
    with tarfile.open(first) as here, tarfile.open(second) as there:
        wrong = compare(Archive(here), Archive(there))
    if wrong:
        sys.exit(f"images/compare.py: {first.name} is not reproducible: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
