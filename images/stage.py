#!/usr/bin/env python3
"""Lays out what is in the images, one folder a layer, for `./build -Pimages package`.

    images/stage.py --kind cpu|gpu --target DIR --version VERSION --service DIR --operator DIR --cuda REQUIREMENTS

A DIR of a program has its jars in app/lib, or app-gpu/lib, and what Maven knows of them in bom.json, or bom-gpu.json.
It needs Debian's apt-get and dpkg-deb, and the JDK that JAVA_HOME names; for GPUs pip and the wheels that REQUIREMENTS pins.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile

import cuda
import sbom
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

# What each image runs.
IMAGES = {
    "cpu": {"avatar-origin": "service", "avatar-origin-worker": "service", "avatar-origin-operator": "operator"},
    "gpu": {"avatar-origin-worker-cuda": "service"},
}

USER = 10001

# A worker's memory is the model's, which is not on the heap.
MEMORY = {"origin": ["-XX:MaxRAMPercentage=50"], "worker": [], "operator": []}
# How libraries name the folders of this machine's natives.
NATIVE = {"x86_64": ("linux-x64", "Linux/x86_64"), "aarch64": ("linux-aarch64", "Linux/aarch64")}
NATIVE_ENDINGS = (".so", ".dylib", ".jnilib", ".dll", ".yml", ".plist")
NO_LIBRARIES_FOR = "libonnxruntime_providers_tensorrt.so"  # TensorRT itself is in no image


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], check=False, capture_output=True, text=True, **options)
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

    def root(self, root, layers):
        """A root folder with these layers, of links to the same files where that can be, in which programs can be tried."""
        for layer in layers:
            for file in sorted((self.target / layer).rglob("*")):
                link = root / file.relative_to(self.target / layer)
                if file.is_dir() and not file.is_symlink():
                    link.mkdir(parents=True, exist_ok=True)
                else:
                    link_or_copy(file, link)
        return root


def link_or_copy(file, link):
    try:
        os.link(file, link, follow_symlinks=False)
    except OSError:  # another file system
        shutil.copy2(file, link, follow_symlinks=False)


def download(packages, folder):
    """Packages of the system's own release; root brings apt's index up to date where that is missing or old."""
    command = ["apt-get", "download", "-qq", *packages]
    if subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode != 0:
        if os.geteuid() != 0:
            sys.exit("images/stage.py: apt-get cannot download packages: run 'apt-get update' as root first")
        run("apt-get", "update", "-qq")
        run(*command, cwd=folder)


def base(layers):
    """Libraries and certificates of Debian packages, and who runs; gives the system's release and the packages as components."""
    scratch = layers.folder("scratch", "")
    if not shutil.which("apt-get"):
        sys.exit(
            "images/stage.py: images are made of Debian's packages, and this machine has no apt-get: build them on Debian or Ubuntu"
        )
    download(DEBIAN, scratch)
    control = {}
    for archive in sorted(scratch.glob("*.deb")):
        unpacked = scratch / archive.stem
        run("dpkg-deb", "-x", archive, unpacked)
        fields = run("dpkg-deb", "-f", archive)
        name, version, processor = (
            run("dpkg-deb", "-f", archive, field).strip() for field in ("Package", "Version", "Architecture")
        )
        control[name] = (version, processor)
        # Where scanners of images look for the packages of a system that has no package manager.
        (layers.folder("base", "var/lib/dpkg/status.d") / name).write_text(fields)
        copy_package(unpacked, layers)
    shutil.rmtree(scratch)
    etc = layers.folder("base", "etc")
    (etc / "passwd").write_text(
        f"root:x:0:0:root:/root:/sbin/nologin\navatar:x:{USER}:{USER}:avatar-origin:/tmp:/sbin/nologin\n"
    )
    (etc / "group").write_text(f"root:x:0:\navatar:x:{USER}:\n")
    (etc / "nsswitch.conf").write_text("hosts: files dns\n")
    layers.folder("base", "tmp")
    release = properties(etc / "os-release")
    distribution = f"{release['ID']}-{release.get('VERSION_ID', '')}"
    return release, [
        sbom.component(
            name, version, sbom.package_url(f"deb/{release['ID']}", name, version, arch=processor, distro=distribution)
        )
        for name, (version, processor) in sorted(control.items())
    ]


def properties(file):
    return {
        name: value.strip('"')
        for name, value in (line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)
    }


def copy_package(unpacked, layers):
    """What programs need of a package, with its licence."""
    libraries = [file for file in sorted(unpacked.rglob("*.so*")) if ".so" in file.name and file.is_file()]
    linked = {file.resolve() for file in libraries if file.is_symlink()}
    for file in libraries:
        # Each once, under the name that is asked for.
        if file not in linked and file.parent.name not in ("gconv", "audit"):
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
    """The virtual machine; gives its component."""
    folder = layers.folder("runtime") / "runtime"
    run(
        pathlib.Path(os.environ["JAVA_HOME"]) / "bin/jlink",
        *("--add-modules", ",".join(MODULES), "--output", folder),
        *("--strip-debug", "--no-header-files", "--no-man-pages"),
    )
    for library in ("libawt_xawt.so", "libsplashscreen.so"):  # of windows
        (folder / "lib" / library).unlink()
    release = properties(pathlib.Path(os.environ["JAVA_HOME"]) / "release")
    version = release.get("JAVA_RUNTIME_VERSION", release["JAVA_VERSION"])
    publisher = {"publisher": release["IMPLEMENTOR"]} if "IMPLEMENTOR" in release else {}
    return sbom.component(
        "openjdk", version, sbom.package_url("generic", "openjdk", version), kind="platform", **publisher
    )


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
    if path.endswith(NATIVE[platform.machine()]) and name != NO_LIBRARIES_FOR:
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


def cache_classes(layers, kind):
    """Trains each program in a root folder as the image will have it; its class path may move as a whole, JEP 483 says.

    The folder is a neutral one: where it was stays written in the cache.
    """
    with tempfile.TemporaryDirectory(prefix="avatar-origin-", ignore_cleanup_errors=True) as scratch:
        service = layers.root(pathlib.Path(scratch) / "service", ["runtime", "service-libraries", "service"])
        worker = start(layers, "worker", service, "io.avatarorigin.cli.Main")
        origin = start(layers, "origin", service, "io.avatarorigin.cli.Main")
        training.train_service(worker, origin)
        if kind == "cpu":
            root = layers.root(pathlib.Path(scratch) / "operator", ["runtime", "operator-libraries", "operator"])
            training.train_operator(start(layers, "operator", root, "io.avatarorigin.operator.Main"))
    for folder in sorted(layers.target.glob("*-start")):
        if not (folder / HOME / "classes.aot").exists():
            sys.exit(f"images/stage.py: {folder.name} has no cache of its classes")


def start(layers, name, root, main):
    """Writes how an image starts; gives the command that fills its cache of classes."""
    home = root / HOME
    arguments = virtual_machine(home, name, main)
    cache = layers.folder(f"{name}-start") / "classes.aot"
    lines = [f"-XX:AOTCache=/{HOME}/classes.aot", "-Xlog:aot*=off", "-Xlog:cds*=off", *arguments]
    (cache.parent / "java.args").write_text("".join(line.replace(f"{root}/", "/") + "\n" for line in lines))
    return [str(home / "runtime/bin/java"), f"-XX:AOTCacheOutput={cache}", *arguments]


def revision():
    """The commit that the images are of, where there is one to ask for."""
    command = [
        "git",
        "-C",
        pathlib.Path(__file__).parent,
        "describe",
        "--always",
        "--dirty",
        "--abbrev=40",
        "--exclude=*",
    ]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        return "unknown"
    return done.stdout.strip() if done.returncode == 0 else "unknown"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--target", "--service", "--operator", "--cuda"):
        parser.add_argument(name, type=pathlib.Path, required=True)
    parser.add_argument("--kind", choices=("cpu", "gpu"), required=True)
    parser.add_argument("--version", required=True)
    arguments = parser.parse_args()
    if arguments.kind == "gpu" and platform.machine() != "x86_64":
        sys.exit("images/stage.py: ONNX Runtime for CUDA is made for x86_64 alone")
    layers = Layers(arguments.target.resolve())
    release, packages = base(layers)
    virtual = runtime(layers)
    others = [sbom.system(release), *packages, virtual]
    labels = {
        "org.opencontainers.image.revision": revision(),
        "io.avatarorigin.system": f"{release['ID']} {release.get('VERSION_ID', '')}".strip(),
        "io.avatarorigin.java": virtual["version"],
    }
    suffix = "-gpu" if arguments.kind == "gpu" else ""
    programs = {"service": arguments.service} | ({"operator": arguments.operator} if arguments.kind == "cpu" else {})
    known = {}
    for name, folder in programs.items():
        libraries = folder / f"app{suffix}/lib"
        program(layers, name, libraries, arguments.version)
        known[name] = sbom.Program(folder / f"bom{suffix}.json", libraries)
    if arguments.kind == "gpu":
        libraries = cuda.lay_out(
            arguments.cuda, layers.target.parent / "cuda-wheels", layers.folder("cuda", HOME / "cuda")
        )
        others += libraries
        labels |= cuda.labels(libraries)
    for image, name in IMAGES[arguments.kind].items():
        sbom.write(layers.folder(f"{image}-sbom") / "sbom.cdx.json", image, arguments.version, known[name], others)
    settle(layers.target)
    cache_classes(layers, arguments.kind)
    settle(layers.target)
    (layers.target / "labels.json").write_text(json.dumps(labels))


if __name__ == "__main__":
    main()
