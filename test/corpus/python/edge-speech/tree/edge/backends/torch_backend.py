from functools import partial

from optimum.onnxruntime import ORTModelForSequenceClassification
from speechbrain.inference.ASR import EncoderDecoderASR
from speechbrain.inference.classifiers import EncoderClassifier
from transformers import AutoProcessor, WhisperForConditionalGeneration

from .base import Backend

LANGID = "speechbrain/lang-id-voxlingua107-ecapa"
open_langid = partial(EncoderClassifier.from_hparams, source=LANGID, savedir="cache/langid")


class TorchBackend(Backend):
    default_model = "openai/whisper-large-v3"

    def __init__(self, model=None, revision=None, *, emotion: str = "SamLowe/roberta-base-go_emotions-onnx") -> None:
        super().__init__(model, revision)
        self.processor = AutoProcessor.from_pretrained(self.name, revision=self.revision)
        self.model = WhisperForConditionalGeneration.from_pretrained(self.name, revision=self.revision)
        self.emotion = ORTModelForSequenceClassification.from_pretrained(emotion, file_name="onnx/model_quantized.onnx")

    def transcribe(self, path: str) -> str:
        asr = EncoderDecoderASR.from_hparams("speechbrain/asr-crdnn-rnnlm-librispeech", run_opts={"device": "cpu"})
        return asr.transcribe_file(path)
