/** AI frameworks and libraries of conda. Source: the packages that there are under these names, from conda-forge by the names that differ from PyPI or carry native code. */
import type { Frameworks } from '../ecosystem.ts';
import { words } from '../words.ts';

const NAMES = `
pytorch pytorch-cpu pytorch-gpu pytorch-cuda torchvision torchaudio libtorch tensorflow tensorflow-base tensorflow-gpu tensorflow-cpu keras jax jaxlib flax
transformers tokenizers datasets evaluate accelerate peft diffusers sentence-transformers safetensors huggingface_hub huggingface-hub timm optimum pytorch-lightning
lightning fastai torchmetrics pytorch_geometric pyg dgl scikit-learn xgboost py-xgboost lightgbm catboost onnx onnxruntime onnxruntime-cpp openvino spacy
spacy-transformers gensim nltk fasttext flair stanza mxnet mlflow ray-core ray-default ray-train ray-serve ray-tune optuna shap llama.cpp llama-cpp-python vllm
ctranslate2 faster-whisper openai-whisper openai anthropic langchain langgraph llama-index litellm faiss faiss-cpu faiss-gpu libfaiss chromadb qdrant-client
bitsandbytes flash-attn deepspeed triton xformers ultralytics detectron2 mmcv mmdet monai albumentations kornia imbalanced-learn statsforecast gymnasium
stable-baselines3 gradio wandb tensorboard
`;

export const condaFrameworks: Frameworks = {
  names: words(NAMES),
  families: ['langchain-', 'llama-index-', 'libtorch-'],
};
