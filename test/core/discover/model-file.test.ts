import { describe, expect, it } from 'vitest';
import { statedDigestIn, digestInName, isBinding } from '../../../src/core/base/stated-digest.ts';
import { driveAddress, fileRef } from '../../../src/core/discover/file-ref.ts';
import { isModelFile, isModelFolder, isObjectStore, mayHoldModelFile, saysModelFile } from '../../../src/core/discover/model-file.ts';
import { formatRef } from '../../../src/core/ref/format.ts';

const HEX = 'a1'.repeat(32);

describe('an address is one of weights', () => {
  it.each([
    'https://host.test/a.pth',
    'https://host.test/a.safetensors',
    'https://host.test/a.GGUF',
    'http://host.test/a.onnx?download=1',
    'https://host.test/files/a.pth/download',
    'https://host.test/records/5/files/a.ckpt/content',
    'https://host.test/a.pth.tar',
    'ftp://host.test/a.caffemodel',
    's3://bucket/a.pt',
    'gs://bucket/a.tflite',
    'az://container/models/a.engine?x#y',
    'abfss://container@account.dfs.core.windows.net/bert/a.bin',
    'https://host.test/bert/pytorch_model.bin',
    'https://host.test/resnet50_weights_tf.h5',
    'https://host.test/vosk-model-small.zip',
    'https://host.test/word2vec/vectors.tar.gz',
    'https://tfhub.dev/google/encoder/4',
    'https://civitai.com/api/download/models/5?type=Model',
  ])('%s', (address) => {
    expect(isModelFile(address, false)).toBe(true);
    expect(mayHoldModelFile(`wget ${address}\n`)).toBe(true);
  });

  it.each(['https://host.test/a.bin', 'https://host.test/a.zip', 'https://host.test/a.h5', 'https://host.test/a.tar.gz'])(
    'where words beside it say so: %s',
    (address) => {
      expect(isModelFile(address, false)).toBe(false);
      expect(isModelFile(address, true)).toBe(true);
    },
  );

  it.each([
    'https://host.test/a.png',
    'https://host.test/model.html',
    'https://host.test/model.json',
    'https://host.test/models/',
    'https://www.host.pt',
    'https://host.test/onnx',
    'https://host.test/models/dataset.zip',
    'https://host.test/ModelNet40.zip',
    'https://host.test/<name>.pth',
    'https://host.test/{}.pth',
    'https://host.test/.../a.pth',
    'see https://host.test/a.pth',
    '/srv/a.pth',
    'file:///srv/a.pth',
    'C:\\a.pth',
    'http://localhost:8000/a.onnx',
    'http://127.0.0.1/a.onnx',
    'https://example.com/a.onnx',
    'https://www.example.org/a.onnx',
    'https://github.com/your-name/a/raw/main/a.onnx',
  ])('and not %s', (address) => {
    expect(isModelFile(address, true)).toBe(false);
  });

  it('folders of an object store are called after models', () => {
    expect(isModelFolder('s3://bucket/models/llama')).toBe(true);
    expect(isModelFolder('gs://bucket/llama-weights/v1/')).toBe(true);
    expect(isModelFolder('gs://bucket/models/sklearn/1.0')).toBe(true);
    expect(isModelFolder('s3://bucket/models/a.json')).toBe(false);
    expect(isModelFolder('s3://bucket/data/images')).toBe(false);
    expect(isModelFolder('https://host.test/models/llama')).toBe(false);
    expect(isObjectStore('s3://bucket/a')).toBe(true);
    expect(isObjectStore('https://host.test/a')).toBe(false);
  });

  it('words say model', () => {
    expect(['MODEL_URL', 'weights', 'ckpt_link', 'load_state_dict'].every(saysModelFile)).toBe(true);
    expect(['URL', 'data_url', 'home'].some(saysModelFile)).toBe(false);
  });

  it('stays linear over what is made to be slow (T18)', () => {
    const long = `https://host.test/${'a.b-'.repeat(100_000)}`;
    expect(isModelFile(long, true)).toBe(false);
    expect(mayHoldModelFile(long)).toBe(false);
    expect(isModelFolder(`s3://${'models/'.repeat(50_000)}`)).toBe(false);
    expect(fileRef(long)).toBeNull();
    expect(statedDigestIn('a'.repeat(1_000_000))).toBeNull();
    expect(digestInName(`${'-0676ba61'.repeat(100_000)}`)).toBeNull();
  });
});

describe('the reference of an address', () => {
  it.each([
    ['https://host.test/a/b.pth', 'url:https://host.test/a/b.pth'],
    ['HTTPS://Host.test/a//b.pth', 'url:https://host.test/a//b.pth'],
    ['https://me:word@host.test/b.pth?sig=word#part', 'url:https://host.test/b.pth'],
    ['s3://bucket/key/b.pt', 'url:s3://bucket/key/b.pt'],
    ['https://host.test/npm/a@1.0/b.onnx', 'url:https://host.test/npm/a@1.0/b.onnx'],
    ['https://github.com/acme/big/releases/download/v1.0/b.pth', 'gh:acme/big/b.pth@v1.0'],
    ['https://github.com/acme/big/releases/latest/download/b.pth', 'gh:acme/big/b.pth'],
    ['https://raw.githubusercontent.com/acme/big/main/w/b.onnx', 'gh:acme/big/w/b.onnx@main'],
    ['https://raw.githubusercontent.com/acme/big/refs/heads/main/b.onnx', 'gh:acme/big/b.onnx@main'],
    ['https://github.com/acme/big/blob/v2/w/b.onnx?raw=true', 'gh:acme/big/w/b.onnx@v2'],
    ['https://media.githubusercontent.com/media/acme/big/main/b.onnx', 'gh:acme/big/b.onnx@main'],
    ['https://github.com/acme/big/raw/main/a%20b.onnx', 'url:https://github.com/acme/big/raw/main/a%20b.onnx'],
    ['https://drive.google.com/uc?id=1aBcDeFgHiJk&export=download', `url:${driveAddress('1aBcDeFgHiJk')}`],
    ['https://drive.google.com/file/d/1aBcDeFgHiJk/view?usp=sharing', `url:${driveAddress('1aBcDeFgHiJk')}`],
    ['https://drive.usercontent.google.com/download?id=1aBcDeFgHiJk&confirm=t', `url:${driveAddress('1aBcDeFgHiJk')}`],
  ])('%s', (address, reference) => {
    const found = fileRef(address);
    expect(found && formatRef({ ...found.ref, version: found.version })).toBe(reference);
  });

  it.each(['https://host.test', 'https://host.test/', 'host.test/a.pth', `https://host.test/${'a'.repeat(500)}.pth`, 'https://', ''])(
    'none of %j',
    (address) => {
      expect(fileRef(address)).toBeNull();
    },
  );
});

describe('a digest that the tree states', () => {
  it.each([
    [HEX, `sha256:${HEX}`],
    [`sha256:${HEX}`, `sha256:${HEX}`],
    [`sha-256=${HEX.toUpperCase()}`, `sha256:${HEX}`],
    [`md5:${'a1'.repeat(16)}`, `md5:${'a1'.repeat(16)}`],
    ['a1'.repeat(20), `sha1:${'a1'.repeat(20)}`],
    ['a1'.repeat(64), `sha512:${'a1'.repeat(64)}`],
    [`md5:${HEX}`, null],
    ['a1'.repeat(15), null],
    ['not a digest', null],
  ])('%s is %s', (text, digest) => {
    expect(statedDigestIn(text)).toBe(digest);
  });

  it.each([
    ['https://host.test/resnet50-0676ba61.pth', 'sha256:0676ba61'],
    [`https://host.test/a-${HEX}.pth?x`, `sha256:${HEX}`],
    ['https://host.test/a-20240801.pth', null],
    ['https://host.test/a-base.pth', null],
  ])('in the name of %s: %s', (address, digest) => {
    expect(digestInName(address)).toBe(digest);
  });

  it('binds only whole, and only where nobody makes a second file of it', () => {
    expect(isBinding(`sha256:${HEX}`)).toBe(true);
    expect(isBinding('sha256:0676ba61')).toBe(false);
    expect(isBinding(`md5:${'a1'.repeat(16)}`)).toBe(false);
  });
});
