/**
 * AI frameworks of the package types whose manifests nobody reads here yet: an ecosystem takes its row with it. Source: the packages that the
 * registries have under these names, from the topic "machine-learning" of crates.io, pkg.go.dev by the SDK pages of the providers, conda-forge by the
 * names that differ from PyPI or carry native code, the projects LangChain4j, Spring AI, DJL, Deeplearning4j, ML.NET and Semantic Kernel.
 */
import type { PackageType } from '../ref/package-types.ts';
import type { Frameworks } from './ecosystem.ts';
import { words } from './words.ts';

const CARGO = `
candle-core candle-nn candle-transformers candle-onnx candle-flash-attn burn burn-core burn-import burn-ndarray burn-tch burn-wgpu burn-candle burn-cuda
tch torch-sys ort ort-sys onnxruntime tract-core tract-onnx tract-tensorflow tract-nnef tensorflow tensorflow-sys rust-bert tokenizers safetensors hf-hub
fastembed llama-cpp-2 llama-cpp-sys-2 llama_cpp whisper-rs whisper-rs-sys mistralrs kalosm rwhisper async-openai openai-api-rs openai_dive
ollama-rs genai rig-core langchain-rust llm-chain anthropic-sdk rmcp tiktoken-rs qdrant-client lancedb linfa linfa-clustering linfa-linear smartcore rusty-machine
dfdx lightgbm3 xgboost-rs swiftide text-splitter wonnx orkhon autograph
`;

const GO = `
github.com/openai/openai-go github.com/openai/openai-go/v2 github.com/openai/openai-go/v3 github.com/sashabaranov/go-openai github.com/charmbracelet/openai-go
github.com/anthropics/anthropic-sdk-go github.com/anthropics/anthropic-sdk-go/v2 github.com/liushuangls/go-anthropic github.com/liushuangls/go-anthropic/v2
github.com/google/generative-ai-go google.golang.org/genai cloud.google.com/go/ai cloud.google.com/go/aiplatform cloud.google.com/go/vertexai github.com/firebase/genkit/go
github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai github.com/aws/aws-sdk-go-v2/service/bedrock github.com/aws/aws-sdk-go-v2/service/bedrockruntime
github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime github.com/aws/aws-sdk-go-v2/service/bedrockagentcore github.com/aws/aws-sdk-go-v2/service/sagemaker
github.com/aws/aws-sdk-go-v2/service/sagemakerruntime github.com/cohere-ai/cohere-go github.com/cohere-ai/cohere-go/v2 github.com/gage-technologies/mistral-go
github.com/replicate/replicate-go github.com/ollama/ollama github.com/tmc/langchaingo github.com/cloudwego/eino github.com/mark3labs/mcp-go
github.com/modelcontextprotocol/go-sdk github.com/metoro-io/mcp-golang github.com/go-skynet/go-llama.cpp github.com/mudler/LocalAI github.com/ggerganov/whisper.cpp/bindings/go
github.com/yalue/onnxruntime_go github.com/owulveryck/onnx-go github.com/advancedclimatesystems/gonnx github.com/knights-analytics/hugot github.com/gomlx/gomlx
github.com/gomlx/gopjrt gorgonia.org/gorgonia gorgonia.org/tensor github.com/tensorflow/tensorflow github.com/wamuir/graft github.com/sugarme/gotch
github.com/sugarme/tokenizer github.com/daulet/tokenizers github.com/pkoukk/tiktoken-go github.com/nlpodyssey/cybertron github.com/nlpodyssey/spago
github.com/qdrant/go-client github.com/milvus-io/milvus-sdk-go/v2 github.com/weaviate/weaviate-go-client/v4 github.com/weaviate/weaviate-go-client/v5
github.com/pinecone-io/go-pinecone github.com/pinecone-io/go-pinecone/v4 github.com/amikos-tech/chroma-go github.com/philippgille/chromem-go github.com/sjwhitworth/golearn
`;

const CONDA = `
pytorch pytorch-cpu pytorch-gpu pytorch-cuda torchvision torchaudio libtorch tensorflow tensorflow-base tensorflow-gpu tensorflow-cpu keras jax jaxlib flax
transformers tokenizers datasets evaluate accelerate peft diffusers sentence-transformers safetensors huggingface_hub huggingface-hub timm optimum pytorch-lightning
lightning fastai torchmetrics pytorch_geometric pyg dgl scikit-learn xgboost py-xgboost lightgbm catboost onnx onnxruntime onnxruntime-cpp openvino spacy
spacy-transformers gensim nltk fasttext flair stanza mxnet mlflow ray-core ray-default ray-train ray-serve ray-tune optuna shap llama.cpp llama-cpp-python vllm
ctranslate2 faster-whisper openai-whisper openai anthropic langchain langgraph llama-index litellm faiss faiss-cpu faiss-gpu libfaiss chromadb qdrant-client
bitsandbytes flash-attn deepspeed triton xformers ultralytics detectron2 mmcv mmdet monai albumentations kornia imbalanced-learn statsforecast gymnasium
stable-baselines3 gradio wandb tensorboard
`;

const MAVEN = `
dev.langchain4j:langchain4j com.openai:openai-java com.anthropic:anthropic-java com.google.genai:google-genai com.google.cloud:google-cloud-vertexai
com.google.cloud:google-cloud-aiplatform com.azure:azure-ai-openai com.azure:azure-ai-inference software.amazon.awssdk:bedrockruntime software.amazon.awssdk:sagemakerruntime
com.microsoft.onnxruntime:onnxruntime com.microsoft.onnxruntime:onnxruntime_gpu com.microsoft.onnxruntime:onnxruntime-android org.pytorch:pytorch_android
org.pytorch:executorch-android org.tensorflow:tensorflow-lite org.tensorflow:tensorflow-core-api org.tensorflow:tensorflow-core-platform com.google.ai.edge.litert:litert
com.google.mediapipe:tasks-genai com.google.mediapipe:tasks-vision com.google.mediapipe:tasks-text org.bytedeco:pytorch-platform
de.kherud:llama io.modelcontextprotocol.sdk:mcp com.github.haifengl:smile-core org.tribuo:tribuo-all edu.stanford.nlp:stanford-corenlp org.apache.opennlp:opennlp-tools
`;

const NUGET = `
OpenAI Azure.AI.OpenAI Azure.AI.Inference Anthropic Betalgo.Ranul.OpenAI LLamaSharp OllamaSharp TorchSharp TensorFlow.NET Whisper.net ModelContextProtocol
Microsoft.ML Microsoft.SemanticKernel Microsoft.KernelMemory.Core AWSSDK.BedrockRuntime AWSSDK.SageMakerRuntime Google.Cloud.AIPlatform.V1 Mscc.GenerativeAI
LangChain Qdrant.Client Pinecone.Client SharpToken Tiktoken
`;

const GEM = `
ruby-openai openai anthropic langchainrb ruby_llm torch-rb onnxruntime tensorflow informers tokenizers transformers-rb gemini-ai ollama-ai whispercpp llama_cpp rumale
xgb lightgbm fasttext neighbor qdrant-ruby
`;

/** By package type: plain names in normal form, and documented families. */
export const furtherFrameworks: Readonly<Partial<Record<PackageType, Frameworks>>> = {
  cargo: { names: words(CARGO), families: ['mistralrs-', 'cubecl-'] },
  golang: { names: words(GO), families: ['github.com/ollama/ollama/'] },
  conda: { names: words(CONDA), families: ['langchain-', 'llama-index-', 'libtorch-'] },
  maven: {
    names: words(MAVEN),
    families: [
      'dev.langchain4j:langchain4j-',
      'org.springframework.ai:spring-ai-',
      'ai.djl:',
      'ai.djl.',
      'org.deeplearning4j:',
      'org.nd4j:',
    ],
  },
  nuget: { names: words(NUGET), families: ['Microsoft.ML.', 'Microsoft.SemanticKernel.', 'LLamaSharp.', 'Microsoft.Extensions.AI.'] },
  gem: { names: words(GEM), families: ['langchainrb_'] },
};
