import argparse
import os

from sentence_transformers import CrossEncoder, SentenceTransformer

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
parser.add_argument("--bind", default="0.0.0.0/0")


def main() -> None:
    args = parser.parse_args()
    models = [SentenceTransformer(args.model), SentenceTransformer(os.environ["MODEL_DIR"])]
    rerank = CrossEncoder(os.environ["RERANK_MODEL"])
    print(len(models), rerank)


if __name__ == "__main__":
    main()
