import hydra
from datasets import load_dataset
from omegaconf import DictConfig
from transformers import Wav2Vec2ForCTC, Wav2Vec2Processor


@hydra.main(version_base="1.3", config_path="conf", config_name="config")
def main(cfg: DictConfig) -> None:
    model = Wav2Vec2ForCTC.from_pretrained(cfg.model.pretrained)
    processor = Wav2Vec2Processor.from_pretrained(cfg.model.processor)
    data = load_dataset(cfg.data.dataset, cfg.data.config, split="train.100")
    noise = load_dataset(cfg.data.noise.path, "de", revision=cfg.data.noise.revision)
    print(model, processor, data, noise)


if __name__ == "__main__":
    main()
