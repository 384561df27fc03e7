/**
 * Images that hold what runs, serves or trains models: by repository, by folder of a registry, and by names that nothing else has, wherever
 * they are mirrored. Data; each group says where its publisher documents it. Bases without a framework (CUDA, Python) are none of them.
 */
import { createWordSearch, type WordQuestion } from '../../base/word-search.ts';
import type { Ref } from '../../ref/index.ts';
import { displayName } from '../../ref/format.ts';

const REPOSITORIES: ReadonlySet<string> = words(
  // docs.vllm.ai/en/latest/deployment/docker.html; rocm.docs.amd.com; docs.lmcache.ai
  'vllm/vllm-openai vllm/vllm-openai-rocm vllm/vllm-tpu vllm/vllm-neuron rocm/vllm rocm/vllm-dev intel/vllm lmcache/vllm-openai',
  // huggingface.co/docs/text-generation-inference, text-embeddings-inference, transformers (docker/)
  'ghcr.io/huggingface/text-generation-inference ghcr.io/huggingface/text-embeddings-inference',
  // docs.ollama.com/docker; github.com/ggml-org/llama.cpp/blob/master/docs/docker.md; localai.io/installation/docker
  'ollama/ollama alpine/ollama ghcr.io/ggml-org/llama.cpp ghcr.io/ggerganov/llama.cpp ghcr.io/ggml-org/whisper.cpp ghcr.io/ggerganov/whisper.cpp',
  'ghcr.io/abetlen/llama-cpp-python localai/localai quay.io/go-skynet/local-ai ghcr.io/mudler/localai docker/model-runner',
  // pytorch.org/get-started; pytorch.org/serve; tensorflow.org/install/docker; tensorflow.org/tfx/serving/docker
  'pytorch/pytorch pytorch/torchserve pytorch/torchserve-kfs pytorch/torchserve-nightly tensorflow/tensorflow tensorflow/serving tensorflow/tfx',
  'rocm/pytorch rocm/pytorch-training rocm/tensorflow rocm/jax rocm/sgl-dev rocm/megatron-lm intel/intel-extension-for-pytorch intel/intel-optimized-pytorch intel/intel-optimized-tensorflow',
  // docs.sglang.ai; lmdeploy.readthedocs.io; inference.readthedocs.io; github.com/predibase/lorax; github.com/michaelfeil/infinity
  'lmsysorg/sglang openmmlab/lmdeploy xprobe/xinference ghcr.io/predibase/lorax michaelf34/infinity gpustack/gpustack',
  // docs.openvino.ai; docs.djl.ai; docs.seldon.ai; kserve.github.io; docs.ray.io; mlflow.org/docs
  'openvino/model_server openvino/ubuntu22_runtime openvino/ubuntu24_runtime openvino/ubuntu20_dev deepjavalibrary/djl-serving seldonio/mlserver seldonio/sklearnserver seldonio/xgboostserver seldonio/tfserving-proxy',
  'kserve/huggingfaceserver kserve/sklearnserver kserve/xgbserver kserve/lgbserver kserve/paddleserver kserve/pmmlserver kserve/torchserve-kfs rayproject/ray rayproject/ray-ml rayproject/ray-llm anyscale/ray-llm ghcr.io/mlflow/mlflow',
  // docs.litellm.ai/docs/proxy/deploy; tabby.tabbyml.com; docs.ultralytics.com; docs.axolotl.ai; github.com/hiyouga/LLaMA-Factory; docs.unsloth.ai; github.com/mosaicml
  'ghcr.io/berriai/litellm ghcr.io/berriai/litellm-database ghcr.io/berriai/litellm-non_root berriai/litellm litellm/litellm tabbyml/tabby ultralytics/ultralytics',
  'axolotlai/axolotl axolotlai/axolotl-cloud winglian/axolotl winglian/axolotl-cloud hiyouga/llamafactory unsloth/unsloth mosaicml/pytorch mosaicml/llm-foundry mosaicml/composer deepspeed/deepspeed paddlepaddle/paddle',
  // github.com/ahmetoner/whisper-asr-webservice; speaches.ai; rhasspy/wyoming; github.com/remsky/Kokoro-FastAPI; docs.coqui.ai
  'onerahmet/openai-whisper-asr-webservice fedirz/faster-whisper-server ghcr.io/speaches-ai/speaches lscr.io/linuxserver/faster-whisper linuxserver/faster-whisper rhasspy/wyoming-whisper rhasspy/wyoming-piper',
  'ghcr.io/remsky/kokoro-fastapi-cpu ghcr.io/remsky/kokoro-fastapi-gpu ghcr.io/coqui-ai/tts ghcr.io/coqui-ai/tts-cpu ghcr.io/coqui-ai/xtts-streaming-server ghcr.io/matatonic/openedai-speech',
  // github.com/LostRuins/koboldcpp; github.com/theroyallab/tabbyAPI; docs.runpod.io; github.com/YanWenKun/ComfyUI-Docker
  'koboldai/koboldcpp ghcr.io/theroyallab/tabbyapi atinoda/text-generation-webui runpod/pytorch runpod/tensorflow runpod/stable-diffusion runpod/worker-v1-vllm runpod/worker-vllm yanwk/comfyui-boot',
  // docs.openwebui.com; docs.immich.app; docs.anythingllm.com; docs.langflow.org; docs.flowiseai.com; docs.dify.ai: they run models of their own, or chains of them
  'ghcr.io/open-webui/open-webui ghcr.io/immich-app/immich-machine-learning mintplexlabs/anythingllm ghcr.io/mintplex-labs/anything-llm langflowai/langflow flowiseai/flowise langgenius/dify-api',
  // jupyter-docker-stacks.readthedocs.io
  'jupyter/tensorflow-notebook jupyter/pytorch-notebook quay.io/jupyter/tensorflow-notebook quay.io/jupyter/pytorch-notebook',
);

/** Folders of registries. docs.nvidia.com (NGC, NIM), cloud.google.com/deep-learning-containers, learn.microsoft.com (azureml), docs.aws.amazon.com/deep-learning-containers. */
const FOLDERS: readonly string[] = [
  ...words(
    'huggingface/ nvcr.io/nim/ nvcr.io/nvidia/ai-dynamo/ nvcr.io/nvidia/tensorrt-llm/ nvcr.io/nvidia/nemo-microservices/ nvcr.io/nvidia/riva/ nvcr.io/nvidia/merlin/ nvcr.io/nvidia/clara/ nvcr.io/nvidia/nemo',
    'nvcr.io/nvidia/pytorch nvcr.io/nvidia/tensorflow nvcr.io/nvidia/tritonserver nvcr.io/nvidia/tensorrt nvcr.io/nvidia/jax nvcr.io/nvidia/vllm nvcr.io/nvidia/l4t-ml nvcr.io/nvidia/l4t-pytorch nvcr.io/nvidia/l4t-tensorflow nvcr.io/nvidia/l4t-tensorrt',
    'gcr.io/deeplearning-platform-release/ us-docker.pkg.dev/deeplearning-platform-release/ us-docker.pkg.dev/vertex-ai/ europe-docker.pkg.dev/vertex-ai/ asia-docker.pkg.dev/vertex-ai/',
    'mcr.microsoft.com/azureml/ mcr.microsoft.com/aifx/ public.ecr.aws/deep-learning-containers/ intelanalytics/ipex-llm intelanalytics/bigdl-llm dustynv/ quay.io/ramalama/ semitechnologies/transformers-inference cr.weaviate.io/semitechnologies/transformers-inference',
  ),
];

/** Names of one program each, in any registry: companies mirror them. */
const NAMES: ReadonlySet<string> = words(
  'vllm-openai vllm-tpu text-generation-inference text-embeddings-inference tritonserver sglang lmdeploy llama.cpp whisper.cpp llama-cpp-python localai local-ai ollama torchserve djl-serving mlserver litellm lorax',
  'huggingfaceserver vllm tensorrt-llm tensorrtllm_backend xinference koboldcpp tabbyapi ipex-llm faster-whisper-server triton-inference-server',
);

/** Programs that others build images of, under names of their own: "acme/whisper-server", "acme/ollama-intel". */
const OF_PROGRAM = /(?:^|[-_])(?:ollama|vllm|whisper|llama-?cpp|sglang|comfyui|localai|kokoro|koboldcpp)(?:$|[-_])/;
/** They stand before such a program, or watch it. */
const BESIDE_PROGRAM =
  /(?:^|[-_])(?:(?:web)?ui|exporter|operator|proxy|client|dashboard|metrics|docs|chat|app|bot|frontend|gateway|manager|controller|test|tests|demo)(?:$|[-_])/;

/** Containers of AWS have a number of an account for a registry; their names tell. */
const OF_AWS =
  /^\d{12}\.dkr\.ecr\.[a-z0-9-]{1,40}\.amazonaws\.com(?:\.cn)?\/(?:huggingface|pytorch|tensorflow|mxnet|djl|autogluon|stabilityai|sagemaker|base-pytorch|vllm)[a-z0-9._-]{0,100}$/;

export function isAiImage(ref: Ref): boolean {
  const path = displayName(ref).toLowerCase();
  return (
    REPOSITORIES.has(path) ||
    (ref.namespace !== null && isOfProgram(ref.name.toLowerCase())) ||
    OF_AWS.test(path) ||
    FOLDERS.some((folder) => path.startsWith(folder))
  );
}

function isOfProgram(name: string): boolean {
  return NAMES.has(name) || (OF_PROGRAM.test(name) && !BESIDE_PROGRAM.test(name));
}

/** What every name of an image above, and of one that is an MCP server, has a part of. */
const PARTS: WordQuestion = [
  ...words(
    'vllm huggingface text-generation text-embeddings ollama llama whisper localai local-ai model-runner torch tensorflow rocm/ intel sglang sgl-dev lmdeploy xinference lorax infinity gpustack openvino djl',
    'mlserver seldonio kserve rayproject/ ray-llm mlflow litellm tabby ultralytics axolotl unsloth mosaicml deepspeed paddle speaches open-webui immich anything langflow flowise dify-api wyoming kokoro coqui openedai kobold runpod comfyui nvcr.io deeplearning vertex-ai',
    'azureml aifx deep-learning ipex bigdl dustynv ramalama transformers triton tensorrt mxnet autogluon stabilityai sagemaker mcp supergateway',
  ),
].map((word) => ({ word }));
const search = createWordSearch([PARTS]);

/** Whether a text can name one; names of images are in small letters. */
export function mayNameAiImage(text: string): boolean {
  return search(text).size > 0;
}

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
