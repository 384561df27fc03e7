/**
 * Programs and libraries of AI that are taken from their repository, by the installer of their publisher, or from the package manager of a
 * system: the repository is their identity, whatever the way. Data; one row a program. Sources: the repositories themselves, formulae.brew.sh,
 * the install pages of the publishers.
 */
import { createWordSearch, type WordQuestion } from '../../base/word-search.ts';

export interface AiProgram {
  /** "owner/name" on GitHub. */
  readonly repository: string;
  /** The package of PyPI that is built from it. */
  readonly pypi: string | null;
}

/** Repository, the package of PyPI or "-", then names in package managers (Homebrew, winget, apk, nix), and addresses of installers. */
const ROWS = `
ollama/ollama - ollama Ollama.Ollama ollama.com/install.sh ollama.ai/install.sh ollama.com/install.ps1 ollama.com/download/OllamaSetup.exe
ggml-org/llama.cpp - llama.cpp llama-cpp ggml.llamacpp
ggml-org/whisper.cpp - whisper-cpp whisper.cpp
ggml-org/ggml -
abetlen/llama-cpp-python llama-cpp-python
vllm-project/vllm vllm vllm
vllm-project/vllm-metal -
vllm-project/vllm-ascend vllm-ascend
vllm-project/production-stack -
sgl-project/sglang sglang
huggingface/text-generation-inference -
huggingface/text-embeddings-inference - text-embeddings-inference
huggingface/transformers transformers
huggingface/diffusers diffusers
huggingface/accelerate accelerate
huggingface/peft peft
huggingface/trl trl
huggingface/optimum optimum
huggingface/datasets datasets
huggingface/candle -
huggingface/parler-tts parler-tts
openai/whisper openai-whisper openai-whisper
openai/CLIP -
SYSTRAN/faster-whisper faster-whisper
m-bain/whisperX whisperx
OpenNMT/CTranslate2 ctranslate2
mudler/LocalAI - localai localai.io/install.sh
containers/ramalama ramalama ramalama ramalama.ai/install.sh
Mozilla-Ocho/llamafile - llamafile
lmstudio-ai/lms - lm-studio lmstudio.ai/install.sh
gpustack/gpustack gpustack get.gpustack.ai
janhq/jan - jan
nomic-ai/gpt4all gpt4all gpt4all
exo-explore/exo - exo
ml-explore/mlx mlx mlx
ml-explore/mlx-lm mlx-lm mlx-lm
comfyanonymous/ComfyUI - comfyui
comfy-org/ComfyUI -
AUTOMATIC1111/stable-diffusion-webui -
lllyasviel/stable-diffusion-webui-forge -
lllyasviel/Fooocus -
invoke-ai/InvokeAI invokeai
vladmandic/sdnext -
mcmonkeyprojects/SwarmUI -
kohya-ss/sd-scripts -
bmaltais/kohya_ss -
ostris/ai-toolkit -
CompVis/stable-diffusion -
Stability-AI/stablediffusion -
Stability-AI/generative-models -
oobabooga/text-generation-webui -
LostRuins/koboldcpp - koboldcpp
theroyallab/tabbyAPI -
turboderp-org/exllamav2 exllamav2
turboderp/exllamav2 exllamav2
turboderp-org/exllamav3 exllamav3
lm-sys/FastChat fschat
haotian-liu/LLaVA -
hiyouga/LLaMA-Factory llamafactory
hiyouga/LlamaFactory llamafactory
axolotl-ai-cloud/axolotl axolotl
OpenAccess-AI-Collective/axolotl axolotl
unslothai/unsloth unsloth unsloth.ai/install.sh
EleutherAI/lm-evaluation-harness lm-eval
EleutherAI/gpt-neox -
NVIDIA/Megatron-LM megatron-core
NVIDIA/TensorRT-LLM tensorrt-llm
NVIDIA/TensorRT -
NVIDIA/NeMo nemo-toolkit
NVIDIA/apex -
NVIDIA/TransformerEngine transformer-engine
triton-inference-server/server -
triton-inference-server/tensorrtllm_backend -
triton-lang/triton triton
deepspeedai/DeepSpeed deepspeed
microsoft/DeepSpeed deepspeed
microsoft/onnxruntime onnxruntime onnxruntime
microsoft/BitNet -
microsoft/TRELLIS -
Dao-AILab/flash-attention flash-attn
HazyResearch/flash-attention flash-attn
bitsandbytes-foundation/bitsandbytes bitsandbytes
TimDettmers/bitsandbytes bitsandbytes
facebookresearch/xformers xformers
facebookresearch/detectron2 detectron2
facebookresearch/segment-anything segment-anything
facebookresearch/segment-anything-2 -
facebookresearch/sam2 -
facebookresearch/fairseq fairseq
facebookresearch/audiocraft audiocraft
facebookresearch/llama -
facebookresearch/faiss -
meta-llama/llama3 -
IDEA-Research/GroundingDINO groundingdino-py
pytorch/pytorch torch pytorch libtorch
pytorch/vision torchvision
pytorch/audio torchaudio
pytorch/executorch executorch
tensorflow/tensorflow tensorflow tensorflow libtensorflow
tensorflow/models -
google/jax jax
jax-ml/jax jax
openvinotoolkit/openvino openvino openvino
PaddlePaddle/Paddle paddlepaddle
PaddlePaddle/PaddleOCR paddleocr
open-mmlab/mmdetection mmdet
open-mmlab/mmcv mmcv
ultralytics/ultralytics ultralytics
ultralytics/yolov5 yolov5
WongKinYiu/yolov7 -
AlexeyAB/darknet -
pjreddie/darknet -
xinntao/Real-ESRGAN realesrgan
TencentARC/GFPGAN gfpgan
sczhou/CodeFormer -
facefusion/facefusion -
iperov/DeepFaceLab -
coqui-ai/TTS coqui-tts
idiap/coqui-ai-TTS coqui-tts
rhasspy/piper piper-tts
OHF-Voice/piper1-gpl piper-tts
RVC-Boss/GPT-SoVITS -
fishaudio/fish-speech -
FunAudioLLM/CosyVoice -
suno-ai/bark -
neonbjb/tortoise-tts tortoise-tts
myshell-ai/OpenVoice -
resemble-ai/chatterbox chatterbox-tts
SWivid/F5-TTS f5-tts
hexgrad/kokoro kokoro
remsky/Kokoro-FastAPI -
Wan-Video/Wan2.1 -
Wan-Video/Wan2.2 -
Tencent-Hunyuan/HunyuanVideo -
hpcaitech/Open-Sora -
hpcaitech/ColossalAI colossalai
BerriAI/litellm litellm litellm
xorbitsai/inference xinference
InternLM/lmdeploy lmdeploy
michaelfeil/infinity infinity-emb
EricLBuehler/mistral.rs -
ray-project/ray ray
kserve/kserve kserve
langchain-ai/langchain langchain
run-llama/llama_index llama-index
deepset-ai/haystack haystack-ai
k2-fsa/sherpa-onnx sherpa-onnx
alphacep/vosk-api vosk
modelscope/modelscope modelscope
modelscope/FunASR funasr
modelscope/ms-swift ms-swift
state-spaces/mamba mamba-ssm
tloen/alpaca-lora -
qwopqwop200/GPTQ-for-LLaMa -
casper-hansen/AutoAWQ autoawq
AutoGPTQ/AutoGPTQ auto-gptq
mit-han-lab/llm-awq -
`;

/** Names that no other program has: whose fork it is does not matter. */
const ALONE =
  /^(?:comfyui|llama\.cpp|whisper\.cpp|vllm|sglang|stable-diffusion-webui(?:-forge)?|text-generation-webui|llama-cpp-python|whisperx|bitsandbytes|flash-attention|tensorrt-llm|llama-factory|koboldcpp|segment-anything|groundingdino|real-esrgan|gfpgan|gpt-sovits|exllamav[23]|deepspeed|megatron-lm|lm-evaluation-harness|detectron2|ollama)$/;

const byRepository = new Map<string, AiProgram>();
const byPackage = new Map<string, AiProgram>();
const installers: (readonly [address: string, program: AiProgram])[] = [];

for (const row of ROWS.trim().split('\n')) {
  const [repository = '', pypi = '-', ...names] = row.split(' ');
  const program = { repository, pypi: pypi === '-' ? null : pypi };
  byRepository.set(repository.toLowerCase(), program);
  for (const name of names) {
    if (name.includes('/')) installers.push([name, program]);
    else byPackage.set(name.toLowerCase(), program);
  }
}

const REPOSITORY =
  /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^@/\s]{1,200}@)?(?:www\.)?github\.com[/:]([\w.-]{1,100})\/([\w.-]{1,100}?)(?:\.git)?(?:[@/#?][^\s]{0,300})?$|^git@github\.com:([\w.-]{1,100})\/([\w.-]{1,100}?)(?:\.git)?$/i;
const RAW =
  /^https?:\/\/(?:raw\.githubusercontent\.com|github\.com|raw\.github\.com)\/([\w.-]{1,100})\/([\w.-]{1,100})\/[^\s]{1,300}\.(?:sh|bash|ps1|py)$/i;

/** The program whose repository an address is, a fork of it under the same name included. */
export function programAt(address: string): AiProgram | null {
  const [, owner, name, ...rest] = REPOSITORY.exec(address) ?? [];
  return programNamed(owner ?? rest[0] ?? '', name ?? rest[1] ?? '');
}

function programNamed(owner: string, name: string): AiProgram | null {
  const known = byRepository.get(`${owner}/${name}`.toLowerCase());
  if (known !== undefined || owner === '' || !ALONE.test(name.toLowerCase())) return known ?? null;
  return { repository: `${owner}/${name}`, pypi: null };
}

/** The program that a package manager of a system has under this name. */
export function programPackagedAs(name: string): AiProgram | null {
  return byPackage.get(name.toLowerCase()) ?? null;
}

/** The program that a script at this address installs. */
export function programInstalledBy(address: string): AiProgram | null {
  const path = address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/[?#][\s\S]*$/, '');
  const own = installers.find(([one]) => path === one || path === `${one}/`);
  if (own !== undefined) return own[1];
  const [, owner = '', name = ''] = RAW.exec(address) ?? [];
  return programNamed(owner, name);
}

/** Names of all of them, in small letters; of charts those that say another. */
const NAMES: WordQuestion = [
  ...new Set([
    ...Array.from(byRepository.keys(), (repository) => repository.slice(repository.indexOf('/') + 1)),
    ...byPackage.keys(),
    ...installers.map(([address]) => address.toLowerCase()),
    ...'kubeai kuberay nim-llm llm-d seldon local-ai kaito'.split(' '),
  ]),
].map((word) => ({ word }));
const search = createWordSearch([NAMES]);

/** Whether a text can name one of them. False is certain. */
export function mayNameProgram(text: string): boolean {
  return search(text.toLowerCase()).size > 0;
}
