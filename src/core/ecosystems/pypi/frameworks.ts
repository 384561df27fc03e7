/** AI frameworks and libraries of PyPI, in normal form. */
import type { Frameworks } from '../ecosystem.ts';
import { words } from '../words.ts';

const NAMES = `
torch torchvision torchaudio torchtext torchtune torchdata torch-geometric pytorch-lightning lightning pytorch-ignite fastai timm kornia
tensorflow tensorflow-cpu tensorflow-gpu tensorflow-intel tensorflow-macos tensorflow-hub tensorflow-probability tensorflow-text tf-keras tf-nightly
tflite-runtime ai-edge-litert keras keras-core keras-hub keras-nlp keras-cv tensorrt tensorrt-llm
jax jaxlib flax dm-haiku equinox optax orbax-checkpoint
paddlepaddle paddlepaddle-gpu paddleocr paddlenlp mxnet chainer mindspore mlx mlx-lm mlx-vlm mlx-whisper tinygrad
transformers diffusers accelerate peft trl datasets evaluate huggingface-hub tokenizers safetensors optimum optimum-intel setfit autotrain-advanced
sentence-transformers sentencepiece tiktoken fastembed flagembedding bertopic keybert gensim spacy spacy-transformers thinc flair stanza nltk allennlp
fasttext adapters unsloth axolotl llamafactory bitsandbytes xformers flash-attn auto-gptq autoawq gptqmodel llmcompressor compressed-tensors
deepspeed megatron-core fairscale colossalai triton liger-kernel transformer-engine
vllm sglang lmdeploy ctranslate2 llama-cpp-python ctransformers gguf gpt4all exllamav2 xinference ollama text-generation litserve bentoml openllm
ray mlflow mlflow-skinny kserve seldon-core tritonclient cog
onnx onnxruntime onnxruntime-gpu onnxruntime-directml onnxruntime-openvino onnxruntime-genai onnxmltools skl2onnx tf2onnx openvino openvino-genai coremltools nncf
scikit-learn skops xgboost lightgbm catboost h2o pycaret autogluon sktime imbalanced-learn statsforecast neuralforecast
stable-baselines3 gymnasium
openai-whisper faster-whisper whisperx speechbrain coqui-tts nemo-toolkit vosk funasr silero-vad
ultralytics supervision mmcv mmdet mmengine detectron2 easyocr segment-anything open-clip-torch albumentations mediapipe face-recognition deepface insightface
openai openai-agents anthropic cohere mistralai groq together replicate fireworks-ai voyageai google-generativeai google-genai google-cloud-aiplatform
azure-ai-inference azure-ai-ml ibm-watsonx-ai ai21 litellm aisuite
langchain langgraph langsmith langserve llama-index llama-cloud haystack-ai dspy dspy-ai instructor outlines guidance guardrails-ai nemoguardrails
crewai autogen pyautogen ag2 autogen-agentchat semantic-kernel pydantic-ai pydantic-ai-slim smolagents agno phidata google-adk mcp fastmcp gradio
chromadb faiss-cpu faiss-gpu qdrant-client pinecone pinecone-client weaviate-client pymilvus lancedb
ragas deepeval lm-eval mteb inspect-ai langfuse wandb promptflow unstructured-inference
`;

export const pypiFrameworks: Frameworks = {
  names: words(NAMES),
  families: ['langchain-', 'langgraph-', 'llama-index-', 'autogen-', 'nvidia-nemo-', 'jax-cuda', 'autogluon-', 'keras-'],
};
