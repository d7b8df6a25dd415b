"""What is in an image, as a CycloneDX document: nothing of when or where it was made, so that it is the same each time."""

import json
import urllib.parse

SPECIFICATION = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
IMAGE = "image"
OF_A_JAR = ("type", "bom-ref", "group", "name", "version", "licenses", "purl")


def package_url(kind, name, version, **qualifiers):
    url = f"pkg:{kind}/{name}@{urllib.parse.quote(version, safe=':')}"
    return f"{url}?{urllib.parse.urlencode(qualifiers)}" if qualifiers else url


def component(name, version, url, kind="library", **more):
    return {"type": kind, "bom-ref": url, "name": name, "version": version, **more, "purl": url}


def system(release):
    """Whose packages they are, by which scanners choose what they look into."""
    name, version = release["ID"], release.get("VERSION_ID", "")
    return {"type": "operating-system", "bom-ref": f"{name}-{version}", "name": name, "version": version}


def jar_name(part):
    """The file of a component: Maven's artifact, version and classifier."""
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(part["purl"]).query)
    return "-".join([part["name"], part["version"], *query.get("classifier", [])]) + ".jar"


class Program:
    """The jars of a program, each with what Maven knows of it."""

    def __init__(self, bom, libraries):
        document = json.loads(bom.read_text())
        parts = {jar_name(part): part for part in [document["metadata"]["component"], *document["components"]]}
        jars = sorted(jar.name for jar in libraries.glob("*.jar"))
        if unknown := [jar for jar in jars if jar not in parts]:
            raise SystemExit(f"images/sbom.py: {bom} tells nothing of {', '.join(unknown)}")
        # Hashes are left out: they are of Maven's files, and the jars in an image are packed anew.
        self.components = [{key: parts[jar][key] for key in OF_A_JAR if key in parts[jar]} for jar in jars]
        self.main = document["metadata"]["component"]["bom-ref"]
        here = {part["bom-ref"] for part in self.components}
        self.dependencies = [
            {"ref": it["ref"], "dependsOn": sorted(set(it.get("dependsOn", [])) & here)}
            for it in sorted(document["dependencies"], key=lambda it: it["ref"])
            if it["ref"] in here
        ]


def write(file, name, version, program, others):
    """The document of one image; others are what its program stands on."""
    image = {"type": "container", "bom-ref": IMAGE, "name": name, "version": version}
    needs = [program.main, *(part["bom-ref"] for part in others)]
    document = {
        **SPECIFICATION,
        "metadata": {"component": image},
        "components": [*program.components, *others],
        "dependencies": [{"ref": IMAGE, "dependsOn": needs}, *program.dependencies],
    }
    file.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
