import * as tf from '@tensorflow/tfjs';
import * as ort from 'onnxruntime-web';
import { CreateMLCEngine } from '@mlc-ai/web-llm';

const POSE = 'https://tfhub.dev/google/tfjs-model/movenet/singlepose/lightning/4';

export const pose = () => tf.loadGraphModel(POSE, { fromTFHub: true });

export const toxicity = () => tf.loadLayersModel('https://models.example.com/toxicity/v2/model.json');

export async function depth() {
  const session = await ort.InferenceSession.create('https://huggingface.co/onnx-community/depth-anything-v2-small/resolve/main/onnx/model.onnx', {
    executionProviders: ['webgpu', 'wasm'],
  });
  return session;
}

export const local = () => CreateMLCEngine('Llama-3.2-1B-Instruct-q4f16_1-MLC', { initProgressCallback: console.log });

export const icon = () => fetch('https://cdn.example.com/assets/icons.svg');
