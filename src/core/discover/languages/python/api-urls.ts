/** Calls that fetch a file from an address, one row each. Addresses of weights are found whatever takes them; here is what else these calls take. */
import { type ApiRow, model, namedAt, type More } from './api-row.ts';

/** A state of a model and nothing else: an address that is computed is an unknown. */
const STATE: More = { hub: 'url', revision: null, addresses: 'all', passes: [] };
/** A file of a model or of a data set: its name tells. */
const FILE: More = { ...STATE, addresses: 'known', component: 'dataset', ordinary: true };
/** Of anything: it counts where the file is kept under the name of weights. */
const ANY: More = { ...STATE, addresses: 'named', ordinary: true };

export const URL_ROWS: readonly ApiRow[] = [
  model(
    'function',
    'load_state_dict_from_url',
    ['torch', 'torchvision', 'timm'],
    namedAt(0, 'url'),
    {
      found: 'from torch.hub import load_state_dict_from_url\nload_state_dict_from_url("https://host.test/files/5")',
      not: 'from acme import load_state_dict_from_url\nprint("load_state_dict_from_url")',
    },
    STATE,
  ),
  model(
    'function',
    'load_file_from_url',
    ['basicsr', 'facexlib', 'gfpgan', 'realesrgan', 'spandrel'],
    namedAt(0, 'url'),
    {
      found: 'from basicsr.utils.download_util import load_file_from_url\nload_file_from_url("https://host.test/files/5")',
      not: 'from acme import load_file_from_url\nprint("load_file_from_url")',
    },
    STATE,
  ),
  model(
    'chain',
    'model_zoo.load_url',
    ['torch'],
    namedAt(0, 'url'),
    {
      found: 'from torch.utils import model_zoo\nmodel_zoo.load_url("https://host.test/files/5")',
      not: 'import model_zoo\nmodel_zoo.load_url("https://host.test/files/5")',
    },
    { ...STATE, ordinary: true },
  ),
  ...(
    [
      ['hub.download_url_to_file', ['torch']],
      ['request.urlretrieve', ['urllib']],
      ['wget.download', ['wget']],
    ] as const
  ).map(([name, modules]) =>
    model(
      'chain',
      name,
      modules,
      namedAt(0, 'url'),
      {
        found: `import ${modules[0]}\n${modules[0] === 'wget' ? '' : `${modules[0]}.`}${name}("https://host.test/files/5", "model.pth")`,
        not: `import ${modules[0]}\n${modules[0] === 'wget' ? '' : `${modules[0]}.`}${name}("https://host.test/dog.jpg", "dog.jpg")`,
      },
      ANY,
    ),
  ),
  ...['gdown.download', 'gdown.cached_download'].map((name) =>
    model(
      'chain',
      name,
      ['gdown'],
      namedAt(0, 'url', 'id'),
      {
        found: `import gdown\n${name}("https://drive.google.com/uc?id=1aBcDeFgHiJkLmNo", "model.pth")`,
        not: `import gdown\n${name}(address, "x.zip")`,
      },
      { ...FILE, drive: true },
    ),
  ),
  ...['utils.get_file', 'data_utils.get_file'].map((name) =>
    model(
      'chain',
      name,
      ['keras', 'tensorflow', 'tf_keras'],
      namedAt(1, 'origin'),
      {
        found: `from tensorflow import keras\nkeras.${name}("x.tgz", origin="https://host.test/x.tgz", untar=True)`,
        not: `from tensorflow import keras\nkeras.${name}("x.tgz", origin=address)`,
      },
      FILE,
    ),
  ),
  model(
    'chain',
    'pooch.retrieve',
    ['pooch'],
    namedAt(0, 'url'),
    {
      found: 'import pooch\npooch.retrieve("https://host.test/x.csv", known_hash=None)',
      not: 'import pooch\npooch.retrieve(address, known_hash=None)',
    },
    FILE,
  ),
  ...['download_url', 'download_and_extract_archive'].map((name) =>
    model(
      'function',
      name,
      ['torchvision', 'torchaudio'],
      namedAt(0, 'url'),
      {
        found: `from torchvision.datasets.utils import ${name}\n${name}("https://host.test/x.tar.gz", "data")`,
        not: `from torchvision.datasets.utils import ${name}\n${name}(address, "data")`,
      },
      FILE,
    ),
  ),
];
