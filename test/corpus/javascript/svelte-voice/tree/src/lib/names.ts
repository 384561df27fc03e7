export const ASR = {
  tiny: 'onnx-community/whisper-tiny.en',
  turbo: 'onnx-community/whisper-large-v3-turbo',
};

export const TRANSLATE: string = 'Xenova/nllb-200-distilled-600M';

export const LOCALES = ['de/DE', 'en/US'];
