/**
 * AI frameworks of the package types that have no ecosystem here yet: an ecosystem takes its row with it. Source: the packages that the registries
 * have under these names, from the projects LangChain4j, Spring AI, DJL, Deeplearning4j, ML.NET and Semantic Kernel; further ones are
 * said beside their list.
 */
import type { PackageType } from '../ref/package-types.ts';
import type { Frameworks } from './ecosystem.ts';
import { words } from './words.ts';

const MAVEN = `
dev.langchain4j/langchain4j com.openai/openai-java com.google.genai/google-genai com.google.cloud/google-cloud-vertexai com.google.cloud/google-cloud-aiplatform
com.azure/azure-ai-openai com.azure/azure-ai-inference com.azure/azure-ai-agents com.azure/azure-ai-projects com.azure/azure-ai-documentintelligence
software.amazon.awssdk/bedrockruntime software.amazon.awssdk/bedrock software.amazon.awssdk/bedrockagentruntime software.amazon.awssdk/sagemakerruntime
software.amazon.awssdk/comprehend software.amazon.awssdk/rekognition software.amazon.awssdk/transcribe software.amazon.awssdk/polly software.amazon.awssdk/textract
com.google.cloud/google-cloud-speech com.google.cloud/google-cloud-texttospeech com.google.cloud/google-cloud-language com.google.cloud/google-cloud-vision com.google.cloud/google-cloud-document-ai
com.microsoft.cognitiveservices.speech/client-sdk com.microsoft.onnxruntime/onnxruntime com.microsoft.onnxruntime/onnxruntime_gpu com.microsoft.onnxruntime/onnxruntime-android
org.pytorch/pytorch_android org.pytorch/pytorch_android_lite org.pytorch/pytorch_android_torchvision org.pytorch/executorch-android org.bytedeco/pytorch-platform
com.google.ai.client.generativeai/generativeai com.google.firebase/firebase-ai com.google.firebase/firebase-vertexai com.google.firebase/firebase-ml-modeldownloader
com.aallam.openai/openai-client com.aallam.openai/openai-client-bom com.aallam.openai/openai-client-jvm com.theokanning.openai-gpt3-java/service com.theokanning.openai-gpt3-java/client
com.theokanning.openai-gpt3-java/api io.github.sashirestela/simple-openai io.github.ollama4j/ollama4j io.github.amithkoujalgi/ollama4j
com.cjcrafter/openai com.unfbx/chatgpt-java com.lilittlecat/chatgpt com.alibaba/dashscope-sdk-java cn.bigmodel.openapi/oapi-java-sdk com.volcengine/volcengine-java-sdk-ark-runtime
com.cohere/cohere-java io.github.lambdua/service com.hexadevlabs/gpt4all-java-binding com.alphacephei/vosk com.alphacephei/vosk-android
de.kherud/llama io.github.givimad/whisper-jni io.modelcontextprotocol/kotlin-sdk
com.github.haifengl/smile-core org.tribuo/tribuo-all edu.stanford.nlp/stanford-corenlp org.apache.opennlp/opennlp-tools com.knuddels/jtokkit org.apache.spark/spark-mllib_2.12 org.apache.spark/spark-mllib_2.13
io.qdrant/client io.milvus/milvus-sdk-java io.pinecone/pinecone-client io.weaviate/client io.cequence/openai-scala-client io.cequence/openai-scala-client_3 io.cequence/openai-scala-client_2.13
com.softwaremill.sttp.openai/core com.softwaremill.sttp.openai/core_3 ml.dmlc/xgboost4j ml.dmlc/xgboost4j_2.12 com.microsoft.ml.lightgbm/lightgbmlib
com.johnsnowlabs.nlp/spark-nlp_2.12 `;

const NUGET = `
OpenAI Azure.AI.OpenAI Azure.AI.Inference Anthropic Betalgo.Ranul.OpenAI LLamaSharp OllamaSharp TorchSharp TensorFlow.NET Whisper.net ModelContextProtocol
Microsoft.ML Microsoft.SemanticKernel AWSSDK.BedrockRuntime AWSSDK.SageMakerRuntime Google.Cloud.AIPlatform.V1 Mscc.GenerativeAI
Betalgo.OpenAI OpenAI-DotNet OpenAI_API Standard.AI.OpenAI ChatGPT.Net Azure.AI.Projects Azure.AI.Agents.Persistent Azure.AI.FormRecognizer Azure.AI.DocumentIntelligence
Azure.AI.TextAnalytics Azure.AI.Vision.ImageAnalysis Microsoft.CognitiveServices.Speech Microsoft.Extensions.AI Microsoft.KernelMemory Claudia Google_GenerativeAI
Google.GenAI GenerativeAI Mistral.SDK Ollama Cohere.NET ElevenLabs-DotNet HuggingFace AutoGen AutoGen.Core AutoGen.OpenAI Microsoft.AutoGen.Core AWSSDK.Bedrock AWSSDK.BedrockAgentRuntime
AWSSDK.Extensions.Bedrock.MEAI CommunityToolkit.Aspire.OllamaSharp CommunityToolkit.Aspire.Hosting.Ollama Aspire.OpenAI Aspire.Azure.AI.OpenAI Aspire.Hosting.Azure.CognitiveServices Aspire.Hosting.OpenAI
Aspire.Azure.AI.Inference Tokenizers.DotNet SmartComponents.LocalEmbeddings Vosk TorchVision SciSharp.TensorFlow.Redist StableDiffusion.NET FastBertTokenizer AllMiniLmL6V2Sharp OpenAI-API-dotnet
Microsoft.Azure.CognitiveServices.Vision.ComputerVision Qdrant.Client Pinecone.Client SharpToken Tiktoken
`;

const GEM = `
ruby-openai openai anthropic ruby-anthropic langchainrb ruby_llm active_agent activeagent raix dspy fast-mcp mcp ollama-ruby mistral-ai cohere-ruby groq replicate-ruby aws-sdk-bedrockruntime aws-sdk-bedrock aws-sdk-rekognition google-cloud-ai_platform-v1 google-cloud-speech omniai boxcars instructor-rb tiktoken_ruby pgvector chroma-db pinecone ruby-spacy
torch-rb onnxruntime tensorflow informers tokenizers transformers-rb gemini-ai ollama-ai whispercpp llama_cpp rumale
xgb lightgbm fasttext neighbor qdrant-ruby
`;

/** packagist.org, by the topics "openai", "llm", "ai" and "mcp". */
const COMPOSER = `
orhanerday/open-ai tectalic/openai anthropic-ai/sdk claude-php/claude-3-api google-gemini-php/client google-gemini-php/laravel google-gemini-php/symfony gemini-api-php/client
laravel/ai laravel/mcp laravel/boost mozex/anthropic-php mozex/anthropic-laravel modelflow-ai/ollama cloudstudio/ollama-laravel ardagnsrn/ollama-php codewithkyrian/transformers
codewithkyrian/chromadb-php echolabsdev/prism deepseek-php/deepseek-php-client deepseek-php/deepseek-laravel helgesverre/mistral ankane/onnxruntime ankane/fasttext php-ai/php-ml
rubix/ml rubix/tensor inspector-apm/neuron-ai symfony/mcp-bundle mcp/sdk wordpress/php-ai-client cognesy/instructor-php vizra/vizra-adk maestroerror/laragent
yethee/tiktoken pgvector/pgvector hkulekci/qdrant partitech/php-mistral
`;

/** hex.pm, by the groups Nx and LLM of its search. */
const HEX = `
bumblebee nx exla torchx axon ortex scholar polaris safetensors tokenizers nx_signal evision openai openai_ex ex_openai oapi_open_ai langchain instructor instructor_lite anthropix
anthropic ollama ollamex gemini_ex gemini req_llm jido_ai hermes_mcp anubis_mcp ex_mcp tidewave mistral_client llm_composer replicate tiktoken pgvector chroma qdrant ex_llm claude_agent_sdk
`;

/** pub.dev, by the topics "ai", "gemini", "openai" and "llm". */
const PUB = `
google_generative_ai firebase_ai firebase_vertexai flutter_gemini flutter_ai_toolkit flutter_ai_providers openai_dart dart_openai chat_gpt_sdk anthropic_sdk_dart ollama_dart mistralai_dart
googleai_dart vertex_ai langchain langgraph tflite flutter_tflite onnxruntime flutter_onnxruntime flutter_gemma mediapipe_genai mediapipe_text llama_cpp_dart fllama maid_llm lcpp cactus
whisper_flutter_new whisper_ggml whisper_kit flutter_whisper_kit sherpa_onnx vosk_flutter pytorch_lite pytorch_mobile flutter_pytorch genkit dartantic_ai mcp_dart mcp_client mcp_server dart_mcp
flutter_vision ultralytics_yolo google_ml_kit firebase_ml_model_downloader deepgram_speech_to_text chromadb ml_algo
`;

/** Swift Package Index, by the keywords "llm", "openai", "mlx" and "core-ml": addresses without a scheme, as purls of Swift are written. */
const SWIFT = `
github.com/ml-explore/mlx-swift github.com/ml-explore/mlx-swift-examples github.com/ml-explore/mlx-swift-lm github.com/huggingface/swift-transformers github.com/huggingface/swift-huggingface
github.com/argmaxinc/whisperkit github.com/argmaxinc/argmax-oss-swift github.com/argmaxinc/diffusionkit github.com/apple/ml-stable-diffusion github.com/apple/coremltools github.com/macpaw/openai
github.com/adamrushy/openaiswift github.com/dylanshine/openai-kit github.com/jamesrochabrun/swiftopenai github.com/jamesrochabrun/swiftanthropic github.com/jamesrochabrun/polyai
github.com/alfianlosari/chatgptswift github.com/alfianlosari/geminiswift github.com/google/generative-ai-swift github.com/google-gemini/generative-ai-swift github.com/google-gemini/deprecated-generative-ai-swift
github.com/lzell/aiproxyswift github.com/exyte/whisper.swift github.com/exphat/swiftwhisper github.com/ggerganov/llama.cpp github.com/ggml-org/llama.cpp
github.com/ggerganov/whisper.cpp github.com/ggml-org/whisper.cpp github.com/guinmoon/llmfarm_core.swift github.com/eastriverlee/llm.swift github.com/stanfordspezi/spezillm github.com/kevinhermawan/ollamakit
github.com/gregorym/ollamakit github.com/mattt/ollama-swift github.com/mattt/anylanguagemodel github.com/modelcontextprotocol/swift-sdk github.com/loopwork-ai/mcp-swift-sdk github.com/fluidinference/fluidaudio
github.com/microsoft/onnxruntime-swift-package-manager github.com/tensorflow/swift-apis github.com/pytorch/executorch github.com/shenghaiwang/swiftllama github.com/pgorzelany/swift-llama-cpp
github.com/buhe/langchain-swift github.com/fumito-ito/anthropicswiftsdk github.com/georgelyon/swiftclaude github.com/mattt/swift-xet github.com/blaizzy/mlx-audio-swift
github.com/mlc-ai/mlc-llm github.com/soniqo/speech-swift github.com/teunlao/swift-ai-sdk github.com/preternaturalai/ai
`;

/** cocoapods.org, by name. */
const PODS = `
TFLite GoogleGenerativeAI FirebaseAI FirebaseVertexAI FirebaseMLModelDownloader LibTorch LibTorch-Lite OpenAI OpenAIKit llama-cpp vosk-api whisper.cpp executorch MLImage GoogleMobileVision OpenAISwift
`;

/** By package type: plain names in normal form, and documented families. */
export const furtherFrameworks: Readonly<Partial<Record<PackageType, Frameworks>>> = {
  maven: {
    names: words(MAVEN),
    families: list(
      'dev.langchain4j/langchain4j- org.springframework.ai/spring-ai- com.alibaba.cloud.ai/spring-ai-alibaba- io.quarkiverse.langchain4j/quarkus-langchain4j- io.quarkiverse.mcp/',
      'ai.djl/ ai.djl. org.deeplearning4j/ org.nd4j/ com.anthropic/anthropic-java com.microsoft.semantic-kernel/semantickernel- org.tensorflow/tensorflow- com.google.ai.edge.',
      'com.google.mediapipe/tasks- com.google.mlkit/ ai.koog/ io.modelcontextprocotol.sdk/ com.embabel.agent/ com.google.adk/google-adk org.bsc.langgraph4j/ io.micronaut.langchain4j/',
      'com.google.android.gms/play-services-tflite- com.google.android.gms/play-services-mlkit- com.github.tjake/jlama dev.shreyaspatil.generativeai/ com.argmaxinc/ io.opentelemetry.instrumentation/opentelemetry-openai',
    ),
  },
  nuget: {
    names: words(NUGET),
    families: [
      'Microsoft.ML.',
      'Microsoft.SemanticKernel.',
      'LLamaSharp.',
      'Microsoft.Extensions.AI.',
      'Microsoft.Agents.AI',
      'Microsoft.KernelMemory.',
      'ModelContextProtocol.',
      'TorchSharp-',
      'libtorch-',
      'Whisper.net.',
      'LangChain',
      'Microsoft.Extensions.VectorData.',
      'Anthropic.',
    ],
  },
  gem: { names: words(GEM), families: ['langchainrb_', 'omniai-', 'ruby_llm-'] },
  composer: {
    names: words(COMPOSER),
    families: ['openai-php/', 'llphant/', 'prism-php/', 'theodo-group/llphant', 'symfony/ai-', 'php-mcp/', 'neuron-core/'],
  },
  hex: { names: words(HEX), families: [] },
  pub: { names: words(PUB), families: ['langchain_', 'google_mlkit_', 'tflite_'] },
  swift: { names: words(SWIFT), families: [] },
  cocoapods: { names: words(PODS), families: ['TensorFlowLite', 'MediaPipeTasks', 'GoogleMLKit', 'onnxruntime-'] },
};

function list(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => [...words(line)]);
}
