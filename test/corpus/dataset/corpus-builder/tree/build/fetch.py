import argparse

from datasets import Dataset, load_dataset, load_dataset_builder
from huggingface_hub import HfFileSystem

parser = argparse.ArgumentParser()
parser.add_argument("--dataset", required=True)
parser.add_argument("--config")
parser.add_argument("--out", default="data/raw")


def main() -> None:
    args = parser.parse_args()
    data = load_dataset(args.dataset, args.config, split="train", streaming=True)
    stops = load_dataset("csv", data_files="https://raw.githubusercontent.com/example-data/stops/v3/de.csv")
    squad = load_dataset_builder("rajpurkar/squad_v2", revision="3ffb306f725f7d2ce8394bc1873b24868140c412")
    files = HfFileSystem().glob("datasets/allenai/c4/realnewslike/*.json.gz")
    print(len(files), squad.info.description)
    Dataset.from_list(list(data.take(1000)) + list(stops["train"])).save_to_disk(args.out)


def publish(data: Dataset) -> None:
    data.push_to_hub("example-org/german-mix", private=True)


if __name__ == "__main__":
    main()
