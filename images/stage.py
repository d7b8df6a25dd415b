#!/usr/bin/env python3
"""Lays out what is in the images, one folder a layer, for `./build -Pimages package`.

    images/stage.py --target DIR --version VERSION --service LIB_DIR --operator LIB_DIR

It needs Debian's apt-get and dpkg-deb, and the JDK that JAVA_HOME names.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import zipfile

import training



HOME = pathlib.PurePosixPath("opt/avatar-origin")

# What the virtual machine and the native libraries are linked with.
DEBIAN = ["base-files", "ca-certificates", "libc6", "libgcc-s1", "libstdc++6", "zlib1g"]

# Of the JDK: what the libraries use, by jdeps, and what they look for while they run.
MODULES = [
    "java.base",
    "java.desktop",
    "java.instrument",
    "java.management",
    "java.naming",
    "java.net.http",
    "java.sql",
    "jdk.httpserver",
    "jdk.jfr",
    "jdk.management",
    "jdk.net",
    "jdk.unsupported",
    "jdk.zipfs",
]

USER = 10001

# A worker's memory is the model's, which is not on the heap.
MEMORY = {"origin": ["-XX:MaxRAMPercentage=50"], "worker": [], "operator": []}
# How libraries name the folders of this machine's natives.
NATIVE = {"x86_64": ("linux-x64", "Linux/x86_64"), "aarch64": ("linux-aarch64", "Linux/aarch64")}
NATIVE_ENDINGS = (".so", ".dylib", ".jnilib", ".dll", ".yml", ".plist")


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"images/stage.py: {' '.join(map(str, command))}: {done.stdout}{done.stderr}")
    return done.stdout


class Layers:
    """The folders below which each layer's files lie as they do in an image."""

    def __init__(self, target):
        self.target = target
        shutil.rmtree(target, ignore_errors=True)

    def folder(self, layer, path=HOME):
        folder = self.target / layer / path
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def root(self, name, layers):
        """A root folder with these layers, of links to the same files, in which programs can be tried."""
        root = self.target / "roots" / name
        for layer in layers:
            for file in sorted((self.target / layer).rglob("*")):
                link = root / file.relative_to(self.target / layer)
                if file.is_dir() and not file.is_symlink():
                    link.mkdir(parents=True, exist_ok=True)
                else:
                    os.link(file, link, follow_symlinks=False)
        return root


def base(layers):
    """Libraries and certificates of Debian packages, and who runs; gives the packages' names and versions."""
    scratch = layers.folder("scratch", "")
    if not shutil.which("apt-get"):
        sys.exit("images/stage.py: images are made of Debian's packages, and this machine has no apt-get: build them on Debian or Ubuntu")
    run("apt-get", "download", "-qq", *DEBIAN, cwd=scratch)
    packages = []
    for archive in sorted(scratch.glob("*.deb")):
        unpacked = scratch / archive.stem
        run("dpkg-deb", "-x", archive, unpacked)
        fields = run("dpkg-deb", "-f", archive)
        name, version = (run("dpkg-deb", "-f", archive, field).strip() for field in ("Package", "Version"))
        packages.append((name, version))
        # Where scanners of images look for the packages of a system that has no package manager.
        (layers.folder("base", "var/lib/dpkg/status.d") / name).write_text(fields)
        copy_package(unpacked, layers)
    shutil.rmtree(scratch)
    etc = layers.folder("base", "etc")
    (etc / "passwd").write_text(f"root:x:0:0:root:/root:/sbin/nologin\navatar:x:{USER}:{USER}:avatar-origin:/tmp:/sbin/nologin\n")
    (etc / "group").write_text(f"root:x:0:\navatar:x:{USER}:\n")
    (etc / "nsswitch.conf").write_text("hosts: files dns\n")
    layers.folder("base", "tmp")
    return packages


def copy_package(unpacked, layers):
    """What programs need of a package, with its licence."""
    libraries = [file for file in sorted(unpacked.rglob("*.so*")) if ".so" in file.name and file.is_file()]
    linked = {file.resolve() for file in libraries if file.is_symlink()}
    for file in libraries:
        if file not in linked and file.parent.name not in ("gconv", "audit"):  # each once, under the name that is asked for
            place = "lib64" if file.parent.name == "lib64" else f"lib/{platform.machine()}-linux-gnu"
            shutil.copy(file, layers.folder("base", place) / file.name)
    certificates = sorted(unpacked.glob("usr/share/ca-certificates/mozilla/*.crt"))
    if certificates:
        folder = layers.folder("base", "etc/ssl/certs")
        (folder / "ca-certificates.crt").write_text("".join(file.read_text() for file in certificates))
    release = unpacked / "usr/lib/os-release"
    if release.exists():
        shutil.copy(release, layers.folder("base", "etc"))
    for licence in unpacked.glob("usr/share/doc/*/copyright"):
        shutil.copy(licence, layers.folder("base", licence.parent.relative_to(unpacked)))


def runtime(layers):
    folder = layers.folder("runtime") / "runtime"
    run(
        pathlib.Path(os.environ["JAVA_HOME"]) / "bin/jlink",
        *("--add-modules", ",".join(MODULES), "--output", folder),
        *("--strip-debug", "--no-header-files", "--no-man-pages"),
    )
    for library in ("libawt_xawt.so", "libsplashscreen.so"):  # of windows
        (folder / "lib" / library).unlink()


def program(layers, name, libraries, version):
    """Jars, those of others in a layer that changes less often; their natives lie beside them.

    They are stored, not deflated: the layer is compressed as a whole, and smaller so, and classes are read quicker.
    """
    for jar in sorted(libraries.glob("*.jar")):
        layer = name if jar.name.endswith(f"-{version}.jar") else f"{name}-libraries"
        lib, natives = layers.folder(layer, HOME / "lib"), layers.folder(layer, HOME / "native")
        with zipfile.ZipFile(jar) as source, zipfile.ZipFile(lib / jar.name, "w", zipfile.ZIP_STORED) as target:
            for entry in source.infolist():
                if is_native(entry):
                    unpack_native(source, entry, natives)
                elif not entry.is_dir():
                    target.writestr(zipfile.ZipInfo(entry.filename), source.read(entry))


def is_native(entry):
    return "native/" in entry.filename.lower() and entry.filename.endswith(NATIVE_ENDINGS)


def unpack_native(source, entry, natives):
    path, name = entry.filename.rsplit("/", 1)
    if path.endswith(NATIVE[platform.machine()]):
        (natives / name).write_bytes(source.read(entry))


def settle(folder):
    """Gives every file the time that it has in an image: a cache of classes is for jars of that time."""
    for file in folder.rglob("*"):
        os.utime(file, (1, 1), follow_symlinks=False)


def virtual_machine(home, name, main):
    """The arguments of a program's virtual machine, but for its cache of classes."""
    jars = sorted((home / "lib").glob("*.jar"))
    return [
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",  # a file in /tmp that nobody reads
        *MEMORY[name],
        f"-Donnxruntime.native.path={home}/native",
        f"-Djava.library.path={home}/native",
        *("-cp", ":".join(map(str, jars)), main),
    ]


def cache_classes(layers):
    """Trains each program in a root folder as the image will have it; its class path may move as a whole, JEP 483 says."""
    service = layers.root("service", ["runtime", "service-libraries", "service"]) / HOME
    operator = layers.root("operator", ["runtime", "operator-libraries", "operator"]) / HOME
    commands = {}
    for name, home, main in [
        ("origin", service, "io.avatarorigin.cli.Main"),
        ("worker", service, "io.avatarorigin.cli.Main"),
        ("operator", operator, "io.avatarorigin.operator.Main"),
    ]:
        arguments = virtual_machine(home, name, main)
        cache = layers.folder(f"{name}-start") / "classes.aot"
        commands[name] = [str(home / "runtime/bin/java"), f"-XX:AOTCacheOutput={cache}", *arguments]
        root = str(home).removesuffix(str(HOME))
        lines = [f"-XX:AOTCache=/{HOME}/classes.aot", "-Xlog:aot*=off", "-Xlog:cds*=off", *arguments]
        (cache.parent / "java.args").write_text("".join(line.replace(root, "/") + "\n" for line in lines))
    training.train_service(commands["worker"], commands["origin"])
    training.train_operator(commands["operator"])
    for name in commands:
        if not (layers.folder(f"{name}-start") / "classes.aot").exists():
            sys.exit(f"images/stage.py: {name} wrote no cache of its classes: {' '.join(commands[name])}")
    shutil.rmtree(layers.target / "roots")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--target", "--service", "--operator"):
        parser.add_argument(name, type=pathlib.Path, required=True)
    parser.add_argument("--version", required=True)
    arguments = parser.parse_args()
    layers = Layers(arguments.target.resolve())
    packages = base(layers)
    runtime(layers)
    program(layers, "service", arguments.service, arguments.version)
    program(layers, "operator", arguments.operator, arguments.version)
    settle(layers.target)
    cache_classes(layers)
    settle(layers.target)
    (layers.target / "packages.json").write_text(json.dumps(packages))
    release = dict(line.split("=", 1) for line in (layers.target / "base/etc/os-release").read_text().splitlines())
    (layers.target / "base.name").write_text(f"{release['ID']}:{release.get('VERSION_ID', '').strip(chr(34))} {' '.join(map('='.join, packages))}")


if __name__ == "__main__":
    main()
