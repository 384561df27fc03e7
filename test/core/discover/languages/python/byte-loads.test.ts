/** Bytes that a program fetches and loads without a file of a name (T10, T38). */
import { describe, expect, it } from 'vitest';
import { told } from '../../linking.ts';

const HEAD =
  'import base64, io, json, marshal, onnxruntime, pickle, requests, torch\nfrom io import BytesIO\nfrom urllib.parse import urljoin\nfrom urllib.request import urlopen\n';
const ADDRESS = '"https://host.test/house"';

function loads(code: string): Promise<string[]> {
  return told({ 'app.py': HEAD + code });
}

describe('bytes that are fetched and loaded', () => {
  it.each([
    `torch.jit.load(io.BytesIO(requests.get(${ADDRESS}).content))\n`,
    `torch.load(BytesIO(requests.get(${ADDRESS}).content))\n`,
    `pickle.loads(requests.get(${ADDRESS}).content)\n`,
    `answer = requests.get(${ADDRESS})\npickle.loads(answer.content)\n`,
    `pickle.loads(urlopen(${ADDRESS}).read())\n`,
    `onnxruntime.InferenceSession(requests.get(${ADDRESS}).content)\n`,
    `exec(requests.get(${ADDRESS}).text)\n`,
    'exec(base64.b64decode("eA=="))\n',
    'pickle.loads(base64.b64decode("eA=="))\n',
    `open("house.keras", "wb").write(requests.get(${ADDRESS}).content)\n`,
    `with open("house.pt", "wb") as file:\n    file.write(requests.get(urljoin(BASE, "house")).content)\n`,
  ])('%j', async (code) => {
    const found = await loads(code);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^generic:.* unresolved app\.py:\d$/);
  });

  it.each(['torch.load(BytesIO(requests.get(URL).content))\n', 'pickle.loads(requests.get(URL).content)\n'])(
    'another address is another load, whatever it is called: %j',
    async (code) => {
      const [one] = await loads(`URL = "https://host.test/one"\n${code}`);
      const [two] = await loads(`URL = "https://host.test/two"\n${code}`);
      expect(one).toContain('https://host.test/one');
      expect(two).toContain('https://host.test/two');
    },
  );

  it.each([
    'pickle.loads(connection.recv())\n',
    'json.loads(requests.get("https://host.test/house").content)\n',
    'open("house.json", "wb").write(requests.get("https://host.test/house").content)\n',
    'torch.jit.load(path)\n',
    'onnxruntime.InferenceSession(path)\n',
    'open("house.pt", "wb").write(data)\n',
    'model.eval()\n',
    '"""pickle.loads(requests.get(url).content)"""\n',
  ])('none: %j', async (code) => {
    expect(await loads(code)).toEqual([]);
  });

  it('an address that names weights is named, and told once', async () => {
    expect(await loads('pickle.loads(requests.get("https://host.test/house.safetensors").content)\n')).toHaveLength(1);
  });

  it('hostile: an address that names weights excuses no other one beside it', async () => {
    const found = await loads(
      'url = "https://host.test/house.safetensors"\nurl = "https://host.test/other"\npickle.loads(requests.get(url).content)\n',
    );
    expect(found.some((one) => one.includes('unresolved'))).toBe(true);
  });

  it('hostile: names that stand for two others each', async () => {
    const chain = Array.from({ length: 60 }, (_, index) => `a${index} = a${index + 1} + a${index + 1}\n`).join('');
    expect(await loads(`${chain}a60 = requests.get(u).content\npickle.loads(a0)\n`.repeat(20))).toBeDefined();
  });
});
