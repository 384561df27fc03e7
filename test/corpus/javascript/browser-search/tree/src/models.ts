/** What runs in the browser. The first release had Xenova/bge-base-en here. */
export const EMBED = 'Xenova/all-MiniLM-L6-v2';

export const MODELS = {
  sentiment: { id: 'Xenova/distilbert-base-uncased-finetuned-sst-2-english', quantized: true },
  speech: { id: 'onnx-community/whisper-base', revision: 'bf7ab0d3e1b5e3b0f7d8bd7c2f9c5f2e5b0c8a11' },
} as const;

export const ROUTES = { home: '/search/all', about: 'pages/about' };
export const MIME = 'image/webp';
