"""Has images made by OpenAI's client: images.py BASE_URL TOKEN FOLDER."""

import base64
import sys
from pathlib import Path

import openai


def main(base_url: str, token: str, folder: Path) -> None:
    client = openai.OpenAI(base_url=base_url, api_key=token)
    model = next(iter(client.models.list())).id
    print("model", model, client.models.retrieve(model).object)
    answer = client.images.generate(
        model=model,
        prompt="headshot, 1girl, smile",
        n=2,
        size="256x256",
        response_format="b64_json",
        extra_body={"seed": 3, "steps": 4},
    )
    for index, image in enumerate(answer.data or []):
        (folder / f"{index}.png").write_bytes(base64.b64decode(image.b64_json or ""))
    webp = client.images.generate(
        model=model, prompt="a smile", output_format="webp", extra_body={"steps": 2}
    )
    (folder / "smile.webp").write_bytes(
        base64.b64decode((webp.data or [])[0].b64_json or "")
    )
    try:
        client.images.generate(model=model, prompt="a", response_format="url")
    except openai.BadRequestError as error:
        print("refused", error.param, error.type)
    try:
        client.images.generate(model="dall-e-2", prompt="a")
    except openai.NotFoundError as error:
        print("unknown", error.code)
    try:
        openai.OpenAI(base_url=base_url, api_key="wrong").models.list()
    except openai.AuthenticationError as error:
        print("stranger", error.code)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
