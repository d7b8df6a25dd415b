"""NVIDIA's libraries for CUDA, from the wheels that carry them."""

import pathlib
import shutil
import subprocess
import sys
import zipfile

import sbom

# Needed by no one here: the interface of older programs, and a compiler's second build.
LEFT_OUT = ("libnvblas.so", "libnvrtc.alt.so", "libnvrtc-builtins.alt.so")


def lay_out(requirements, wheels, folder):
    """Libraries and licences of the versions that a file of requirements has; gives the components."""
    pins = [line.strip().split("==") for line in requirements.read_text().splitlines() if "==" in line]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        + ["--only-binary=:all:", "--dest", wheels, "--requirement", requirements],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        sys.exit(f"images/cuda.py: pip fetches no wheels of {requirements}: {done.stderr}")
    for name, version in pins:
        (wheel,) = wheels.glob(f"{name.replace('-', '_')}-{version}-*.whl")
        unpack(wheel, name, folder)
    return [
        sbom.component(
            name,
            version,
            sbom.package_url("pypi", name, version),
            licenses=[{"license": {"name": "NVIDIA, as in the folder licences"}}],
        )
        for name, version in pins
    ]


def unpack(wheel, name, folder):
    licences = folder / "licences" / name
    licences.mkdir(parents=True)
    with zipfile.ZipFile(wheel) as source:
        for entry in source.infolist():
            path = pathlib.PurePosixPath(entry.filename)
            if path.parent.name == "lib" and ".so" in path.name:
                if not path.name.startswith(LEFT_OUT):
                    copy(source, entry, folder / path.name)
            elif ".dist-info/" in entry.filename and "licen" in path.name.lower() and not entry.is_dir():
                copy(source, entry, licences / path.name)


def copy(source, entry, file):
    with source.open(entry) as content, file.open("wb") as target:
        shutil.copyfileobj(content, target, 1 << 20)


def labels(components):
    """What a person asks first: which CUDA, and which cuDNN."""
    versions = {part["name"]: part["version"] for part in components}
    return {
        "io.avatarorigin.cuda": versions["nvidia-cuda-runtime-cu12"],
        "io.avatarorigin.cudnn": versions["nvidia-cudnn-cu12"],
        "org.opencontainers.image.licenses": "Apache-2.0 AND LicenseRef-NVIDIA",
    }
