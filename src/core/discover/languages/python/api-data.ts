/** The calls of libraries that fetch a dataset of their own lists, one row each. The version read stands beside a library's first row. */
import { words } from '../../../ecosystems/words.ts';
import { type ApiRow, KEYWORD_ONLY, model, namedAt, ofCatalog, only, type More } from './api-row.ts';

const KERAS = ['keras', 'tensorflow', 'tf_keras'];

function dataOf(catalog: string): More {
  return { ...ofCatalog(catalog), component: 'dataset' };
}

/** torchtext/datasets (0.18.0): every function. */
const TORCHTEXT = [
  ...words(`
AG_NEWS AmazonReviewFull AmazonReviewPolarity CC100 CNNDM CoLA CoNLL2000Chunking DBpedia EnWik9 IMDB IWSLT2016 IWSLT2017 MNLI MRPC Multi30k
PennTreebank QNLI QQP RTE SogouNews SQuAD1 SQuAD2 SST2 STSB UDPOS WikiText103 WikiText2 WNLI YahooAnswers YelpReviewFull YelpReviewPolarity
`),
];
/** torchaudio/datasets (2.11.1): every class with an argument `download`. */
const TORCHAUDIO = [
  ...words(`
CMUARCTIC CMUDict DR_VCTK GTZAN LibriLightLimited LIBRISPEECH LibriSpeechBiasing LIBRITTS LJSPEECH MUSDB_HQ QUESST14 SPEECHCOMMANDS TEDLIUM
VCTK_092 VoxCeleb1Identification VoxCeleb1Verification YESNO
`),
];

export const DATA_ROWS: readonly ApiRow[] = [
  // keras 3.15.1
  ...['mnist', 'fashion_mnist', 'cifar10', 'cifar100', 'imdb', 'reuters', 'boston_housing', 'california_housing'].map((name) =>
    only(`${name}.load_data`, KERAS, namedAt(KEYWORD_ONLY), 'x', {
      ...dataOf('keras'),
      loads: name,
      found: `from tensorflow.keras.datasets import ${name}\n${name}.load_data()`,
      not: `from acme import ${name}\n${name}.load_data()`,
    }),
  ),
  // scikit-learn 1.9.1: what it brings along is no data of others.
  ...'20newsgroups 20newsgroups_vectorized california_housing covtype kddcup99 lfw_pairs lfw_people olivetti_faces rcv1 species_distributions'
    .split(' ')
    .map((name) =>
      only(`fetch_${name}`, ['sklearn'], namedAt(KEYWORD_ONLY), 'x', {
        ...dataOf('scikit-learn'),
        loads: name,
        found: `from sklearn.datasets import fetch_${name}\nfetch_${name}(subset="train")`,
        not: `from acme import fetch_${name}\nfetch_${name}()`,
      }),
    ),
  only('fetch_openml', ['sklearn'], namedAt(0, 'name'), 'mnist_784', dataOf('openml')),
  // seaborn 0.13.2
  only('seaborn.load_dataset', ['seaborn'], namedAt(0, 'name'), 'penguins', {
    ...dataOf('seaborn'),
    not: 'import seaborn as sns\nsns.get_dataset_names("penguins")',
  }),
  // torchtext 0.18.0
  only('datasets.AG_NEWS', ['torchtext'], namedAt(KEYWORD_ONLY), 'x', {
    ...dataOf('torchtext'),
    family: TORCHTEXT,
    found: 'from torchtext.datasets import AG_NEWS\nAG_NEWS(split="train")',
    not: 'from acme.datasets import AG_NEWS\nAG_NEWS(split="train")',
  }),
  // torchaudio 2.11.1
  only('datasets.SPEECHCOMMANDS', ['torchaudio'], namedAt(KEYWORD_ONLY), 'x', {
    ...dataOf('torchaudio'),
    family: TORCHAUDIO,
    when: { keywords: ['download'], absent: false },
    found: 'import torchaudio\ntorchaudio.datasets.SPEECHCOMMANDS("data", download=True)',
    not: 'import torchaudio\ntorchaudio.datasets.SPEECHCOMMANDS("data")',
  }),
  // nltk 3.10.4
  only('nltk.download', ['nltk'], namedAt(0, 'info_or_id'), 'punkt', { ...dataOf('nltk'), each: true }),
  only('downloader.download', ['nltk'], namedAt(0, 'info_or_id'), 'stopwords', { ...dataOf('nltk'), each: true }),
  // kaggle 2.2.5: by an API of one's own keys
  ...['dataset_download_files', 'dataset_download_file'].map((name) =>
    model(
      'method',
      name,
      ['kaggle'],
      namedAt(0, 'dataset'),
      {
        found: `from kaggle.api.kaggle_api_extended import KaggleApi\napi = KaggleApi()\napi.${name}("owner/name", path="data")`,
        not: `import acme\nacme.api.${name}("owner/name")`,
      },
      dataOf('kaggle'),
    ),
  ),
  // opendatasets 0.1.22
  only('opendatasets.download', ['opendatasets'], namedAt(0, 'dataset_id_or_url'), 'https://www.kaggle.com/datasets/owner/name', {
    ...dataOf('kaggle'),
    not: 'from acme import opendatasets\nopendatasets.download("https://www.kaggle.com/datasets/owner/name")',
  }),
];
