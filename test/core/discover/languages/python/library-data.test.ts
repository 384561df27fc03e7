import { describe, expect, it } from 'vitest';
import { linked } from '../../linking.ts';

async function found(code: string): Promise<string[]> {
  const { sightings, unknowns } = await linked({ 'app/a.py': code });
  return [
    ...sightings.flatMap((one) =>
      one.type === 'load' ? [`${one.kind} ${one.ref.namespace === null ? '' : `${one.ref.namespace}/`}${one.ref.name}`] : [],
    ),
    ...unknowns.map(({ text }) => `? ${text}`),
  ];
}

describe('data and models that libraries fetch by names of their own', () => {
  it.each<[string, string, string[]]>([
    [
      'data of NLTK, and models among it',
      'import nltk\nnltk.download("stopwords")\nnltk.download("punkt_tab")\n',
      ['dataset nltk/stopwords', 'model nltk/punkt_tab'],
    ],
    ['a list of them', 'import nltk\nnltk.download(["wordnet", "vader_lexicon"])\n', ['dataset nltk/wordnet', 'model nltk/vader_lexicon']],
    [
      'each of a list',
      'import nltk\nfor one in ["wordnet", "brown"]:\n    nltk.download(one)\n',
      ['dataset nltk/wordnet', 'dataset nltk/brown'],
    ],
    [
      'a folder of Vosk',
      'from vosk import Model\nModel("/opt/models/vosk-model-small-de-0.15")\n',
      ['model vosk/vosk-model-small-de-0.15'],
    ],
    [
      'a voice of Piper at a path',
      'from piper import PiperVoice\nPiperVoice.load("voices/de_DE-thorsten-high.onnx")\n',
      ['model rhasspy/piper-voices'],
    ],
    [
      'a dataset by its address',
      'import opendatasets as od\nod.download("https://www.kaggle.com/acme/house-letters")\n',
      ['dataset kaggle/acme/house-letters'],
    ],
    [
      'data of Keras by the whole path',
      'import tensorflow as tf\ntf.keras.datasets.fashion_mnist.load_data()\n',
      ['dataset keras/fashion_mnist'],
    ],
    [
      'weights of EfficientNet',
      'from efficientnet_pytorch import EfficientNet\nEfficientNet.from_pretrained("efficientnet-b3")\n',
      ['model efficientnet-pytorch/efficientnet-b3'],
    ],
  ])('%s', async (_title, code, expected) => expect(await found(code)).toEqual(expected));

  it.each([
    ['a file of one’s own', 'from vosk import Model\nModel("model")\n'],
    ['what scikit-learn brings along', 'from sklearn.datasets import load_iris\nload_iris()\n'],
    ['sound that lies there', 'import torchaudio\ntorchaudio.datasets.LJSPEECH("data")\n'],
  ])('%s is none', async (_title, code) => expect((await found(code)).filter((one) => !one.startsWith('?'))).toEqual([]));
});
