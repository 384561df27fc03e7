/** AI frameworks and libraries of Go. Source: the packages that there are under these names, from pkg.go.dev by the SDK pages of the providers. In small letters, as purls of Go have them. */
import type { Frameworks } from '../ecosystem.ts';
import { words } from '../words.ts';

const NAMES = `
github.com/openai/openai-go github.com/openai/openai-go/v2 github.com/openai/openai-go/v3 github.com/sashabaranov/go-openai github.com/charmbracelet/openai-go
github.com/anthropics/anthropic-sdk-go github.com/anthropics/anthropic-sdk-go/v2 github.com/liushuangls/go-anthropic github.com/liushuangls/go-anthropic/v2
github.com/google/generative-ai-go google.golang.org/genai cloud.google.com/go/ai cloud.google.com/go/aiplatform cloud.google.com/go/vertexai
github.com/azure/azure-sdk-for-go/sdk/ai/azopenai github.com/aws/aws-sdk-go-v2/service/bedrock github.com/aws/aws-sdk-go-v2/service/bedrockruntime
github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime github.com/aws/aws-sdk-go-v2/service/bedrockagentcore github.com/aws/aws-sdk-go-v2/service/sagemaker
github.com/aws/aws-sdk-go-v2/service/sagemakerruntime github.com/cohere-ai/cohere-go github.com/cohere-ai/cohere-go/v2 github.com/gage-technologies/mistral-go
github.com/replicate/replicate-go github.com/ollama/ollama github.com/tmc/langchaingo github.com/cloudwego/eino github.com/mark3labs/mcp-go
github.com/modelcontextprotocol/go-sdk github.com/metoro-io/mcp-golang github.com/go-skynet/go-llama.cpp github.com/mudler/localai github.com/ggerganov/whisper.cpp/bindings/go
github.com/yalue/onnxruntime_go github.com/owulveryck/onnx-go github.com/advancedclimatesystems/gonnx github.com/knights-analytics/hugot github.com/gomlx/gomlx
github.com/gomlx/gopjrt gorgonia.org/gorgonia gorgonia.org/tensor github.com/tensorflow/tensorflow github.com/wamuir/graft github.com/sugarme/gotch
github.com/sugarme/tokenizer github.com/daulet/tokenizers github.com/pkoukk/tiktoken-go github.com/nlpodyssey/cybertron github.com/nlpodyssey/spago
github.com/qdrant/go-client github.com/milvus-io/milvus-sdk-go/v2 github.com/weaviate/weaviate-go-client/v4 github.com/weaviate/weaviate-go-client/v5
github.com/pinecone-io/go-pinecone github.com/pinecone-io/go-pinecone/v4 github.com/amikos-tech/chroma-go github.com/philippgille/chromem-go github.com/gage-technologies/mistral-go/v2 github.com/cohesion-org/deepseek-go github.com/xyproto/ollamaclient github.com/xyproto/ollamaclient/v2
github.com/parakeet-nest/parakeet github.com/henomis/lingoose github.com/teilomillet/gollm github.com/nlpodyssey/openai-agents-go github.com/azure/azure-sdk-for-go/sdk/ai/azopenaiassistants
github.com/firebase/genkit github.com/go-skynet/go-ggml-transformers.cpp github.com/hybridgroup/yzma github.com/gpustack/gguf-parser-go github.com/tiktoken-go/tokenizer
github.com/weaviate/tiktoken-go github.com/wandb/wandb github.com/haguro/elevenlabs-go github.com/deepgram/deepgram-go-sdk github.com/alphacep/vosk-api/go github.com/k2-fsa/sherpa-onnx-go
github.com/thinkinaixyz/go-mcp github.com/volcengine/volcengine-go-sdk github.com/maragudk/gai google.golang.org/adk cloud.google.com/go/speech cloud.google.com/go/texttospeech
github.com/milvus-io/milvus/client/v2 github.com/qdrant/qdrant trpc.group/trpc-go/trpc-agent-go
github.com/anush008/fastembed-go github.com/charmbracelet/fantasy charm.land/fantasy github.com/revrost/go-openrouter github.com/sjwhitworth/golearn
`;

export const golangFrameworks: Frameworks = {
  names: words(NAMES),
  families: ['github.com/ollama/ollama/', 'github.com/cloudwego/eino-', 'github.com/firebase/genkit/'],
};
