"""What people write besides the vocabulary: other words for the same things, and words for others.

The renderer knows nothing of these. They are taught to the text encoder, so that a prompt that was
not made for this model still means what it says.
"""

# Each vocabulary word with what else people call it. Nothing here may name two things.
SYNONYMS: dict[str, list[str]] = {
    "1girl": ["girl", "woman", "female", "lady", "young woman"],
    "1guy": ["guy", "boy", "man", "male", "1boy", "young man"],
    "blonde": ["blond", "blonde hair", "blond hair", "golden hair", "yellow hair"],
    "brown hair": ["brunette", "brown haired", "chestnut hair"],
    "red hair": ["ginger", "ginger hair", "redhead", "orange hair", "red haired"],
    "black hair": ["dark hair", "black haired", "raven hair"],
    "coffee shop": ["cafe", "coffeehouse", "coffee house", "coffee bar"],
    "landscape, outdoors": ["landscape", "outdoors", "outside", "forest", "mountains", "nature"],
    "hoodie": ["hooded sweatshirt", "hoody"],
    "sweatsuit": ["tracksuit", "sweat suit", "jogging suit"],
    "breath of the wild": ["zelda", "botw", "hyrule"],
    "genshin impact": ["teyvat", "genshin game"],
    "arknights": ["arknight", "rhodes island"],
    "watercolor": ["watercolour", "water color", "aquarelle", "watercolor painting"],
    "matte painting": ["painting", "oil painting", "digital painting"],
    "highly detailed": ["detailed", "very detailed", "many details"],
    "ornate": ["ornamental", "intricate", "decorated"],
    "thick lines": ["bold lines", "thick outlines", "bold outlines"],
    "3d render": ["3d", "3d model", "cgi", "rendered"],
    "short hair": ["short haired", "bob cut", "hair short"],
    "long hair": ["long haired", "hair long", "very long hair"],
    "ponytail": ["pony tail", "hair tied back"],
    "pigtails": ["pig tails", "twintails", "twin tails"],
    "smile": ["smiling", "happy", "cheerful", "grin", "grinning"],
    "frown": ["frowning", "sad", "unhappy", "gloomy"],
    "laughing": ["laugh", "laughing out loud", "laughs", "lol"],
    "angry": ["furious", "mad", "rage", "anger"],
    "sweater": ["pullover", "jumper", "knitted sweater"],
    "tshirt": ["t-shirt", "shirt", "tee", "t shirt"],
    "suitjacket": ["suit", "blazer", "suit jacket", "business suit"],
    "armor": ["armour", "knight armor", "plate armor", "knight"],
    "blue eyes": ["blue eyed", "light blue eyes"],
    "red eyes": ["red eyed", "crimson eyes"],
    "brown eyes": ["brown eyed", "dark brown eyes"],
    "hazel eyes": ["hazel eyed", "green eyes", "hazel"],
    "heterochromia": ["odd eyes", "different colored eyes", "mismatched eyes", "odd eyed"],
    "morning": ["sunrise", "dawn", "early morning", "in the morning"],
    "afternoon": ["day", "noon", "daytime", "midday"],
    "evening": ["sunset", "dusk", "in the evening", "twilight"],
    "nighttime": ["night", "midnight", "at night", "night sky"],
    "genshin": ["sparkles", "glitter", "sparkling"],
    "vtuber": ["virtual youtuber", "v tuber", "streamer"],
    "anime": ["manga", "anime style", "japanese animation"],
    "studio ghibli": ["ghibli", "miyazaki", "ghibli style"],
    "cloverworks": ["clover works", "clover studio"],
}

# How a sentence leads to the word of an attribute.
LINKS: dict[str, list[str]] = {
    "gender": ["of a", "showing a", "a", "one"],
    "hair": ["with", "who has", "and", "with beautiful"],
    "place": ["in a", "at the", "in front of a", "near a"],
    "base": ["wearing a", "in a", "and a"],
    "world": ["from", "in the style of", "inspired by", "like"],
    "paint": ["as", "in", "as a"],
    "detail": ["which is", "very", "in"],
    "cut": ["with", "and", "having"],
    "mood": ["looking", "with a", "who is", "and"],
    "top": ["wearing a", "and a", "in", "dressed in a"],
    "eyes": ["with", "and", "having", "with big"],
    "hetero": ["with", "and"],
    "time": ["in the", "at", "during the"],
    "extra": ["with", "and"],
    "studio": ["by", "in the style of", "like"],
}
OPENINGS = """
a photo|a picture|an avatar|a drawing|a portrait|draw me|i want|please make|an image|profile picture
""".strip().split("|")

# What no attribute means, but prompts are full of.
OTHERS = (
    """
trending on artstation|cinematic lighting|8k|4k wallpaper|sharp focus|concept art|a red scarf|a cup
with a cat|in the rain|spaceship|dragon|castle|cyberpunk|steampunk|beautiful|cute|cool|pretty
looking at viewer|solo|upper body|close up|soft light|bokeh|film grain|by a famous artist
green background|pixel art|fantasy|warrior|princess|robot|elf ears|freckles|a hat|glasses|beard
flowers|snow|a city street|in space|under water|realistic|hyper realistic|photo|blue sky|white dress
a black coat|pirate|wizard|pink ribbon|a yellow flower|holding a book|riding a horse|the best
vibrant colors|pastel|masterwork|award winning|high resolution|hdr|unreal engine|octane|background
simple background|white background|blurry background|brown dog|red car|a blue bird|purple|necklace
earrings|headphones|sword|magic|fire|ice|wings|tail|horns|mask|neon|retro|vintage|minimal|logo|icon
""".strip()
    .replace("\n", "|")
    .split("|")
)
