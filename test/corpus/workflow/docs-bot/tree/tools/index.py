import argparse
import os
from pathlib import Path

from openai import OpenAI
from sentence_transformers import SentenceTransformer
from transformers import AutoTokenizer

parser = argparse.ArgumentParser()
parser.add_argument("--splitter", default="google-bert/bert-base-uncased")
parser.add_argument("--glob", default="docs/*.md")
args = parser.parse_args()

tokenizer = AutoTokenizer.from_pretrained(args.splitter)
encoder = SentenceTransformer(os.environ["EMBEDDING_MODEL"])
client = OpenAI()

for page in Path().glob(args.glob):
    text = page.read_text(encoding="utf8")
    title = client.chat.completions.create(model=os.environ.get("OPENAI_MODEL", "gpt-4o"), messages=[{"role": "user", "content": text}])
    print(page, len(tokenizer(text)["input_ids"]), encoder.encode(text).shape, title)
