/** AI frameworks and libraries of Rust. Source: the packages that there are under these names, from the topic "machine-learning" of the registry of Rust. */
import type { Frameworks } from '../ecosystem.ts';
import { words } from '../words.ts';

const NAMES = `
candle-core candle-nn candle-transformers candle-onnx candle-flash-attn burn burn-core burn-import burn-ndarray burn-tch burn-wgpu burn-candle burn-cuda
tch torch-sys ort ort-sys onnxruntime tract-core tract-onnx tract-tensorflow tract-nnef tensorflow tensorflow-sys rust-bert tokenizers safetensors hf-hub
fastembed llama-cpp-2 llama-cpp-sys-2 llama_cpp whisper-rs whisper-rs-sys mistralrs kalosm rwhisper async-openai openai-api-rs openai_dive
ollama-rs genai langchain-rust llm-chain anthropic-sdk rmcp tiktoken-rs qdrant-client lancedb linfa linfa-clustering linfa-linear smartcore rusty-machine
openai-api-rust chatgpt_rs gemini-rust google-generative-ai-rs anthropic anthropic-ai-sdk misanthropic clust ollama-workflows mcp-core mcp-sdk mcp-attr rust-mcp-sdk
aws-sdk-sagemakerruntime llm llm_client llm-samplers llama_cpp_rs drama_llama gline-rs ort-tract whisper-cpp-plus vosk piper-rs sherpa-rs kokoro-tts
tiktoken outlines-core llguidance autoagents floneum ratchet-core usls openvino tflitec cohere-rust openrouter-rs openai openai-rust model2vec-rs
text-embeddings-backend coreml-rs mlx-rs dfdx lightgbm3 xgboost-rs swiftide text-splitter wonnx orkhon autograph
`;

export const cargoFrameworks: Frameworks = {
  names: words(NAMES),
  families: ['mistralrs-', 'cubecl-', 'rig-', 'langchain-rust-', 'swiftide-', 'kalosm-', 'llm-chain-', 'aws-sdk-bedrock'],
};
