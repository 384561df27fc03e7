import { describe, expect, it } from 'vitest';
import { pythonDetector } from '../../../../../src/core/discover/languages/python/detector.ts';
import { mayLoad } from '../../../../../src/core/discover/languages/python/surface.ts';
import { factsOf } from '../../../../support/grammar.ts';
import { linked, told } from '../../linking.ts';
import { loose } from '../../../../support/build.ts';

const FILE = 'https://host.test/a.pth';
const HEX = 'a1'.repeat(32);

async function code(text: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> {
  return (await told({ 'app.py': `${text}\n`, ...more })).map((one) => one.replace(/ app\.py:\d+$/, ''));
}

describe('an address of weights in code is a load, whoever fetches it (T33)', () => {
  it.each([
    ['urlretrieve', `urllib.request.urlretrieve("${FILE}", "a.pth")`],
    ['urlopen', `urlopen("${FILE}")`],
    ['requests', `requests.get("${FILE}", stream=True)`],
    ['httpx', `httpx.stream("GET", "${FILE}")`],
    ['wget', `wget.download("${FILE}")`],
    ['a download of torch', `torch.hub.download_url_to_file("${FILE}", dst)`],
    ['fsspec', `fsspec.open("${FILE}")`],
    ['a downloader of its own', `fetch_weights("${FILE}")`],
    ['a constant', `A_URL = "${FILE}"`],
    ['a constant with a type', `A_URL: Final[str] = "${FILE}"`],
    ['a table', `URLS = {"a": "${FILE}"}`],
    ['a table under the address', `SIZES = {"${FILE}": 5}`],
    ['a list', `URLS = ["${FILE}"]`],
    ['a class', `class A:\n    url = "${FILE}"`],
    ['a keyword', `Weights(url="${FILE}", meta={})`],
    ['a field', `@dataclass\nclass A:\n    url: str = "${FILE}"`],
    ['a default of a parameter', `def f(url="${FILE}"):\n    pass`],
    ['a default of an option', `p.add_argument("--weights", default="${FILE}")`],
    ['parts', 'BASE = "https://host.test"\nget(BASE + "/a.pth")'],
    ['a formatted text', 'BASE = "https://host.test"\nget(f"{BASE}/a.pth")'],
    ['texts behind each other', 'get("https://host.test/"\n    "a.pth")'],
    ['percent', 'get("https://host.test/%s.pth" % "a")'],
    ['format', 'get("https://host.test/{}.pth".format("a"))'],
    ['a loop', 'for n in ["a"]:\n    get(f"https://host.test/{n}.pth")'],
    ['a query', `get("${FILE}?download=1&sig=word")`],
    ['a login', 'get("https://me:word@host.test/a.pth")'],
  ])('%s', async (_, text) => {
    expect(mayLoad(text)).toBe(true);
    expect([...new Set((await code(text)).map((one) => one.replace(/ \w+$/, '')))]).toEqual(['url:https://host.test/a.pth']);
  });

  it.each([
    ['documentation', `"""${FILE}"""\n\ndef f():\n    """\n    "${FILE}"\n    """`],
    ['a comment', `x = 1  # get("${FILE}")`],
    ['words for people', `print("${FILE}")\nlogger.info("${FILE}")\nraise ValueError("${FILE}")`],
    ['help', `p.add_argument("--weights", help="${FILE}")`],
    ['a comparison', `if url == "${FILE}":\n    pass\nassert f() == "${FILE}"`],
    ['a local file', 'torch.save(m, f"{out}/a.pth")\nURL = 1\nx = base + "/a.pth"'],
    ['a file of other data', 'get("https://host.test/a.zip")\nget("https://host.test/firmware.bin")'],
    ['a picture', 'MODEL = "https://host.test/model.png"'],
    ['an example', 'get("https://example.com/a.pth")\nget("http://localhost:5/a.onnx")'],
  ])('nothing by %s', async (_, text) => {
    expect(await code(text)).toEqual([]);
  });

  it('words beside it say what an archive is', async () => {
    expect(await code('MODEL_URL = "https://host.test/a.zip"')).toEqual(['url:https://host.test/a.zip literal']);
    expect(await code('get("https://host.test/a.bin", weights=True)')).toEqual([]);
    expect(await code('load_checkpoint("https://host.test/a.bin")')).toEqual(['url:https://host.test/a.bin literal']);
  });

  it('a part of the address stands in another file', async () => {
    const more = { 'consts.py': 'BASE_URL = "https://host.test/w"\n' };
    expect(await code('from consts import BASE_URL\nget(f"{BASE_URL}/a.pth")', more)).toEqual(['url:https://host.test/w/a.pth imported']);
  });

  it('a caller gives a part of the address', async () => {
    expect(await told({ 'app.py': 'def load(n):\n    return get(f"https://host.test/{n}.pth")\n\nload("small")\n' })).toEqual([
      'url:https://host.test/small.pth literal app.py:4',
    ]);
  });

  it('what is computed in it leaves an unknown, with what is known of it (T35)', async () => {
    const text = 'import os\nget(f"https://me:word@host.test/{os.environ[\'V\']}/a.onnx?sig=word")';
    expect(await code(text)).toEqual([expect.stringMatching(/^generic:https:\/\/\*\*\*@host\.test\/…\/a\.onnx unresolved$/)]);
  });

  it('a file of a repository on GitHub has its tag', async () => {
    expect(await code('get("https://github.com/acme/big/releases/download/v1.0/a.pth")')).toEqual(['gh:acme/big/a.pth@v1.0 literal']);
  });

  it('an object store has an address, too', async () => {
    expect(await code('read("s3://bucket/key/a.pt")')).toEqual(['url:s3://bucket/key/a.pt literal']);
  });

  it('those of the hub stay with the hub', async () => {
    expect(await code('get("https://huggingface.co/org/x/resolve/main/a.safetensors")')).toEqual(['hf:org/x@main literal']);
  });
});

describe('a digest beside the address is stated', () => {
  it.each([
    ['in a call', `pooch.retrieve("${FILE}", known_hash="sha256:${HEX}")`],
    ['in a tuple', `A = {"a": ("${FILE}", "${HEX}")}`],
    ['in a table', `A = {"a": {"url": "${FILE}", "sha256": "${HEX}", "size": 5}}`],
    ['under the address', `A = {"${FILE}": "${HEX}"}`],
    ['in a constant of the same stem', `A_URL = "${FILE}"\nA_SHA256 = "${HEX}"`],
    ['in a keyword', `Spec(url="${FILE}", sha256="${HEX}")`],
  ])('%s', async (_, text) => {
    expect(await code(text)).toEqual([`url:${FILE}@sha256:${HEX} literal`]);
  });

  it.each([
    ['of another constant', `A_URL = "${FILE}"\nB_SHA256 = "${HEX}"`],
    ['one of two', `A = ("${FILE}", "${HEX}", "${'b1'.repeat(32)}")`],
    ['of another entry', `A = {"a": "${FILE}", "b": "${HEX}"}`],
    ['that is none', `A = ("${FILE}", "latest")`],
  ])('and not one %s', async (_, text) => {
    expect(await code(text)).toEqual([`url:${FILE} literal`]);
  });

  it('in the name of the file it is a part of one', async () => {
    const { sightings } = await linked({ 'app.py': 'get("https://host.test/a-0676ba61.pth")\n' });
    expect(sightings.map(loose)).toEqual([expect.objectContaining({ digest: 'sha256:0676ba61', requested: null })]);
  });
});

describe('calls that fetch from an address', () => {
  const TORCH = 'from torch.hub import load_state_dict_from_url\n';
  it.each<[string, string, string[]]>([
    ['any address', `${TORCH}load_state_dict_from_url("https://host.test/files/5")`, ['url:https://host.test/files/5 literal']],
    [
      'of a table',
      `${TORCH}A = {"a": "${FILE}"}\ndef f(n):\n    return load_state_dict_from_url(A[n])`,
      [`url:${FILE} literal`, `url:${FILE} literal`],
    ],
    ['by a caller', `${TORCH}def f(u):\n    return load_state_dict_from_url(u)`, ['generic:u unresolved']],
    ['by the environment', `${TORCH}import os\nload_state_dict_from_url(os.environ["W"])`, ['generic:environment variable W unresolved']],
    ['a file of the machine', `${TORCH}load_state_dict_from_url("/srv/a")`, []],
    [
      'of Google Drive, by id',
      'import gdown\ngdown.download(id="1aBcDeFgHiJk", output="a.pth")',
      ['url:https://drive.google.com/file/d/1aBcDeFgHiJk literal'],
    ],
    ['computed, and kept as weights', 'import gdown\ngdown.download(url, "a.pth")', ['generic:url unresolved']],
    [
      'of anything, kept as weights',
      'import urllib\nurllib.request.urlretrieve("https://host.test/files/5", "a.pth")',
      ['url:https://host.test/files/5 literal'],
    ],
    ['of anything, computed, kept as weights', 'import torch\ntorch.hub.download_url_to_file(url, "a.pth")', ['generic:url unresolved']],
    ['of anything, computed', 'from urllib.request import urlretrieve\nurlretrieve(url, path)', []],
    ['of a picture', 'import torch\ntorch.hub.download_url_to_file("https://host.test/dog.jpg", "dog.jpg")', []],
    ['of the hub', `${TORCH}load_state_dict_from_url("https://huggingface.co/org/x/resolve/main/a.pth")`, ['hf:org/x@main literal']],
    [
      'of a mirror of the hub',
      `${TORCH}load_state_dict_from_url("https://hf-mirror.com/org/x/resolve/main/a.pth")`,
      ['hf:org/x@main literal'],
    ],
    ['computed, and kept as something', 'import gdown\ngdown.download(url, "a.mp4")', []],
  ])('%s', async (_, text, expected) => {
    expect(await code(text)).toEqual(expected);
  });

  it.each([
    ['keras', 'from tensorflow import keras\nkeras.utils.get_file("a", origin="https://host.test/a.tgz")', 'dataset'],
    ['keras, weights', 'from tensorflow import keras\nkeras.utils.get_file("a.h5", "https://host.test/a_weights.h5")', 'model'],
    ['pooch', 'import pooch\npooch.retrieve("https://host.test/a.csv", known_hash=None)', 'dataset'],
    ['pooch, weights', 'import pooch\npooch.retrieve("https://host.test/a.onnx", known_hash=None)', 'model'],
    [
      'torchvision',
      'from torchvision.datasets.utils import download_and_extract_archive\ndownload_and_extract_archive("https://host.test/a.zip", "d")',
      'dataset',
    ],
  ])('of %s', async (_, text, kind) => {
    const { sightings } = await linked({ 'app.py': `${text}\n` });
    expect(sightings.map((one) => one.kind)).toEqual([kind]);
  });
});

describe('data sets that are read from an address', () => {
  it.each([
    ['datasets', 'from datasets import load_dataset\nload_dataset("csv", data_files="https://host.test/a.csv")'],
    ['datasets, by split', 'from datasets import load_dataset\nload_dataset("csv", data_files={"train": ["https://host.test/a.csv"]})'],
    ['pandas', 'import torch\nimport pandas as pd\npd.read_csv("https://host.test/a.csv")'],
    ['pandas, by a constant', 'import sklearn\nimport pandas as pd\nA = "https://host.test/a.csv"\npd.read_csv(A, sep=",")'],
  ])('%s', async (_, text) => {
    expect(mayLoad(text)).toBe(true);
    const { sightings } = await linked({ 'app.py': `${text}\n` });
    expect(sightings.map(({ kind, ref }) => `${kind} ${ref.namespace}/${ref.name}`)).toEqual(['dataset https://host.test/a.csv']);
  });

  it.each([
    ['a table where nothing learns', 'import pandas as pd\npd.read_csv("https://host.test/a.csv")'],
    ['an address that nothing reads as one', 'import torch\nA = "https://host.test/a.csv"\nrequests.get(A)'],
    ['one of the hub', 'import torch\nimport pandas as pd\npd.read_csv(path)\nA = "https://host.test/a.json"'],
  ])('and not %s', async (_, text) => {
    expect(await code(text)).toEqual([]);
  });
});

describe('the registry of pooch', () => {
  const registry = `{"a.onnx": "sha256:${HEX}", "b.csv": None}`;

  it('lies below its address', async () => {
    const text = `import pooch\nBASE = "https://host.test/w/"\nP = pooch.create(path=p, base_url=BASE, registry=${registry})`;
    expect(mayLoad(text)).toBe(true);
    expect(await code(text)).toEqual([`url:https://host.test/w/a.onnx@sha256:${HEX} constant`, 'url:https://host.test/w/b.csv constant']);
  });

  it.each([
    ['below a folder of the machine', `import pooch\npooch.create(path=p, base_url="./data/", registry=${registry})`],
    ['of another library', `import acme\nacme.create(base_url="https://host.test/", registry=${registry})`],
    ['that is computed', 'import pooch\npooch.create(path=p, base_url="https://host.test/", registry=read())'],
  ])('and none %s', async (_, text) => {
    expect(await code(text)).toEqual([]);
  });
});

describe('hostile files', () => {
  it('more names than are looked at are said (T39)', async () => {
    const text = `x = [${Array.from({ length: 2_001 }, (_, n) => `"https://host.test/${n}.pth"`).join(',\n')}]\n`;
    expect(await factsOf(pythonDetector, text)).toContainEqual(expect.objectContaining({ kind: 'problem', code: 'limit' }));
  });

  it.each([
    ['long addresses', `x = "https://host.test/${'a/'.repeat(200_000)}b.pth"`],
    ['beginnings without an end', `x = "${'https://host.test/'.repeat(20_000)}"`],
    ['suffixes without a beginning', `url = "${'.zip'.repeat(100_000)}"\n${'y = ".zip"\n'.repeat(20_000)}`],
    ['sums', `url = ${Array.from({ length: 3_000 }, () => '"https://host.test/a.pth"').join(' + ')}`],
  ])('of %s cost no more than others', async (_, text) => {
    expect(await factsOf(pythonDetector, `${text}\n`)).toBeDefined();
  });
});
