'use strict';

const path = require('node:path');
const { app } = require('electron');

/** The menu of models; the user picks one and it is downloaded. */
const MODELS = [
  { id: 'tiny', label: 'Tiny', url: 'https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-tiny.bin', sha1: 'bd577a113a864445d4c299885e0cb97d4ba92b5f' },
  { id: 'medium', label: 'Medium', url: 'https://huggingface.co/distil-whisper/distil-medium.en/resolve/main/ggml-medium-32-2.en.bin', sha1: null },
];

const VAD = { repo: 'onnx-community/pyannote-segmentation-3.0', file: 'onnx/model.onnx' };

const HELP = 'https://example.com/help/models';

function target(name) {
  return path.join(app.getPath('userData'), 'models', `${name}.bin`);
}

module.exports = { MODELS, VAD, HELP, target };
