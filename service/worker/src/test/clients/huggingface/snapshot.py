"""Fetches a repository as Hugging Face's own library does.

Usage: snapshot.py ENDPOINT REPOSITORY TOKEN FOLDER
"""

import sys

from huggingface_hub import snapshot_download


def main() -> None:
    endpoint, repository, token, folder = sys.argv[1:]
    print(
        snapshot_download(repository, endpoint=endpoint, token=token, local_dir=folder)
    )


if __name__ == "__main__":
    main()
