import { describe, expect, it } from 'vitest';
import { told } from '../../linking.ts';

const HEX = 'a1'.repeat(32);

async function script(text: string): Promise<string[]> {
  return (await told({ 'run.sh': `#!/bin/sh\n${text}\n` })).map((one) => one.replace(/ run\.sh:\d+$/, ''));
}

describe('an address of weights in a command is a load', () => {
  it.each<[string, string[]]>([
    ['wget https://host.test/a.onnx', ['url:https://host.test/a.onnx literal']],
    ['wget -q -O a.onnx "https://host.test/a.onnx?sig=word"', ['url:https://host.test/a.onnx literal']],
    ['curl -L -o x https://host.test/a.gguf', ['url:https://host.test/a.gguf literal']],
    ['curl -LO https://host.test/a.gguf', ['url:https://host.test/a.gguf literal']],
    ['curl -fsSL -O -J https://host.test/a.gguf', ['url:https://host.test/a.gguf literal']],
    ['curl -L https://host.test/get/42 -o m/a.gguf', ['url:https://host.test/get/42 literal']],
    ['wget -O a.safetensors "https://host.test/get?id=42"', ['url:https://host.test/get literal']],
    ['gdown 1aBcDeFgHiJkLmNoPqRsTuVw', ['url:https://drive.google.com/file/d/1aBcDeFgHiJkLmNoPqRsTuVw literal']],
    ['gdown --id 1aBcDeFgHiJkLmNoPqRsTuVw -O model.pth', ['url:https://drive.google.com/file/d/1aBcDeFgHiJkLmNoPqRsTuVw literal']],
    [
      'gdown -O a.zip "https://drive.google.com/uc?id=1aBcDeFgHiJkLmNoPqRsTuVw"',
      ['url:https://drive.google.com/file/d/1aBcDeFgHiJkLmNoPqRsTuVw literal'],
    ],
    [`aria2c --checksum=sha-256=${HEX} https://host.test/a.gguf`, [`url:https://host.test/a.gguf@sha256:${HEX} literal`]],
    ['wget -O model.zip https://host.test/a.zip', ['url:https://host.test/a.zip literal']],
    ['BASE=https://host.test; wget $BASE/a.pth', ['url:https://host.test/a.pth literal']],
    [
      'for s in a b; do wget https://host.test/$s.pth; done',
      ['url:https://host.test/a.pth literal', 'url:https://host.test/b.pth literal'],
    ],
    ['V=${V:-1}; wget https://host.test/$V/a.pth', ['url:https://host.test/1/a.pth environment']],
    ['python run.py --weights=https://host.test/a.pt', ['url:https://host.test/a.pt literal']],
    ['aws s3 cp s3://bucket/a.pt .', ['url:s3://bucket/a.pt literal']],
    ['aws s3 sync s3://bucket/models/llama ./models', ['url:s3://bucket/models/llama literal']],
    ['gsutil -m cp gs://bucket/a.safetensors .', ['url:gs://bucket/a.safetensors literal']],
    ['gcloud storage cp gs://bucket/a.onnx .', ['url:gs://bucket/a.onnx literal']],
    [
      'az storage blob download --account-name a --container-name c --name m.onnx -f m.onnx',
      ['url:https://a.blob.core.windows.net/c/m.onnx literal'],
    ],
    ['wget https://github.com/acme/big/releases/download/v1/a.pth', ['gh:acme/big/a.pth@v1 literal']],
    ['curl -L "https://host.test/$V/a.gguf?sig=word" -o a.gguf', ['generic:https://host.test/$V/a.gguf unresolved']],
    ['curl -L "$MODEL_URL" -o a.gguf', ['generic:$MODEL_URL unresolved']],
    ['curl -L https://host.test/get/42 > m/a.gguf', ['url:https://host.test/get/42 literal']],
    ['curl -L https://host.test/get/42 2> a.gguf', []],
    ['curl -L https://host.test/get/42 | tee a.gguf > /dev/null', ['url:https://host.test/get/42 literal']],
    ['curl -L https://host.test/get/42 | gunzip > a.safetensors', ['url:https://host.test/get/42 literal']],
    ['curl -L https://host.test/get/42 | tar xz -C /models', ['url:https://host.test/get/42 literal']],
    ['curl -L https://host.test/get/42 | tar xz -C /usr/local', []],
    ['wget https://host.test/get/42 --output-document=a.pt', ['url:https://host.test/get/42 literal']],
    ['curl -LO https://host.test/p/a.tar.gz && tar xzf a.tar.gz -C /opt/models', ['url:https://host.test/p/a.tar.gz literal']],
    ['wget https://host.test/p/a.zip; unzip a.zip -d checkpoints/', ['url:https://host.test/p/a.zip literal']],
    ['wget https://host.test/p/a.zip; unzip a.zip -d /usr/share', []],
    ['curl -L "$BLOB" -o a.gguf', ['generic:$BLOB unresolved']],
    ['curl -H "$AUTH" https://host.test/get/42 -o a.txt', []],
    ['wget -i list.txt', ['generic:the addresses in list.txt unresolved']],
    ['aria2c --input-file=list.txt', ['generic:the addresses in list.txt unresolved']],
    ['curl -K request.conf', ['generic:the addresses in request.conf unresolved']],
    ['curl -K - https://host.test/x', []],
    ['curl -i https://host.test/x', []],
    ['scp me@host.test:/srv/a.gguf /m/', ['generic:host.test:/srv/a.gguf unresolved']],
    ['scp a.gguf me@host.test:/srv/', []],
    ['scp me@host.test:/srv/a.txt .', []],
    ['rsync -a -e ssh host.test:/srv/models/ /models/', ['generic:host.test:/srv/models/ unresolved']],
    ['rsync -a ./dist/ host.test:/srv/www/', []],
    ['nc host.test 99 > a.gguf', ['generic:what nc writes to a.gguf unresolved']],
    ['curl -fsSL https://host.test/get-models.sh | bash', ['generic:what the script https://host.test/get-models.sh loads unresolved']],
    ['bash <(curl -s https://host.test/llm/setup.sh)', ['generic:what the script https://host.test/llm/setup.sh loads unresolved']],
    ['sh -c "$(curl -fsSL https://host.test/models.sh)"', ['generic:what the script https://host.test/models.sh loads unresolved']],
    ['eval "$(curl -fsSL https://host.test/models.sh)"', ['generic:what the script https://host.test/models.sh loads unresolved']],
    ['curl -fsSL https://host.test/install.sh | bash', []],
    ['curl -fsSL https://host.test/models.json | jq .', []],
    ['wget https://huggingface.co/org/x/resolve/main/a.gguf', ['hf:org/x@main literal']],
  ])('%s', async (command, expected) => {
    expect(await script(command)).toEqual(expected);
  });

  it.each([
    'echo https://host.test/a.onnx',
    '# wget https://host.test/a.onnx',
    'wget https://host.test/a.zip',
    'curl https://host.test/index.html -o a.txt',
    'curl "$URL" -o a.txt',
    'curl -O https://host.test/a.txt',
    'gdown --version',
    'gdown help',
    'curl -o a.gguf.sig https://host.test/get/42',
    'python run.py -o a.gguf https://host.test/get/42',
    'aws s3 cp a.pt s3://bucket/a.pt',
    'aws s3 ls s3://bucket/models/',
    'gsutil rm gs://bucket/a.onnx',
    'curl -T a.onnx https://host.test/a.onnx',
    'curl -I https://host.test/a.onnx',
  ])('and none by %s', async (command) => {
    expect(await script(command)).toEqual([]);
  });

  it('in a Dockerfile, with the checksum of ADD', async () => {
    const text = `FROM x\nADD --checksum=sha256:${HEX} https://host.test/a.onnx /m/\nRUN wget https://host.test/b.pth\n`;
    expect(await told({ Dockerfile: text })).toEqual([
      `url:https://host.test/a.onnx@sha256:${HEX} literal Dockerfile:2`,
      'url:https://host.test/b.pth literal Dockerfile:3',
    ]);
  });

  it('in a workflow, and in settings with the digest beside them', async () => {
    expect(await told({ '.github/workflows/a.yml': 'jobs:\n  a:\n    steps:\n      - run: wget https://host.test/a.onnx\n' })).toEqual([
      'url:https://host.test/a.onnx literal .github/workflows/a.yml:4',
    ]);
    const settings = [
      'model:',
      '  url: https://host.test/a.onnx',
      `  sha256: ${HEX}`,
      'storageUri: s3://bucket/a.pt',
      'model_url: https://host.test/b.zip',
      'data_url: https://host.test/c.zip',
      'late: https://host.test/${V}/d.onnx?sig=word',
      'homepage: https://host.test/e.onnx',
      '# https://host.test/f.onnx',
    ];
    expect(await told({ 'a.yaml': `${settings.join('\n')}\n` })).toEqual([
      `url:https://host.test/a.onnx@sha256:${HEX} literal a.yaml:2`,
      'url:s3://bucket/a.pt literal a.yaml:4',
      'url:https://host.test/b.zip literal a.yaml:5',
      'generic:https://host.test/${V}/d.onnx unresolved a.yaml:7',
    ]);
  });

  it('in settings of any format, with the digest beside them', async () => {
    const json = JSON.stringify(
      { layout: { url: 'https://host.test/a.onnx', sha256: HEX }, b: ['s3://bucket/b.pt'], c: 'https://host.test/c.zip' },
      null,
      1,
    );
    expect(await told({ 'models.json': json })).toEqual([
      `url:https://host.test/a.onnx@sha256:${HEX} literal models.json:3`,
      'url:s3://bucket/b.pt literal models.json:7',
    ]);
    expect(await told({ 'a.toml': '[model]\nurl = "https://host.test/a.onnx"\n' })).toEqual([
      'url:https://host.test/a.onnx literal a.toml:2',
    ]);
    expect(await told({ '.env': 'MODEL_URL=https://host.test/a.zip\nDATA_URL=https://host.test/b.zip\n' })).toEqual([
      'url:https://host.test/a.zip literal .env:1',
    ]);
  });

  it('commands with many addresses cost no more than others (T39)', async () => {
    const words = Array.from({ length: 3_000 }, (_, n) => `https://host.test/${n}.pth`).join(' ');
    expect((await script(`wget ${words}`)).length).toBe(3_000);
    expect(await script(`wget ${'$A'.repeat(20_000)} ${'https://'.repeat(20_000)}`)).toEqual([]);
  });
});
