/** Manifests as somebody else wrote them: what is read, what is refused, and at what cost. */
import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { MAX_MANIFEST_BYTES, readManifest } from '../../../../src/core/verify/oci/manifest.ts';
import { formatOf, layerOf } from '../../../../src/core/verify/oci/roles.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const layer = { mediaType: 'a/b', digest: DIGEST, size: 3 };
const image = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json', config: layer, layers: [layer] };
const index = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [layer] };

function read(value: unknown): ReturnType<typeof readManifest> {
  return readManifest(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));
}

describe('reading', () => {
  it('an image, with what its layers say', () => {
    const more = { ...layer, annotations: { 'org.opencontainers.image.title': 'm.gguf' } };
    const seen = read({ ...image, layers: [more], subject: layer, artifactType: 'x/y' });
    const manifest = seen.ok && seen.manifest.kind === 'image' ? seen.manifest : null;
    expect(manifest).toMatchObject({ artifactType: 'x/y', subject: { digest: DIGEST }, config: { size: 3 } });
    expect(manifest?.layers[0]?.annotations.get('org.opencontainers.image.title')).toBe('m.gguf');
  });

  it('an index, with its platforms', () => {
    const platform = { os: 'linux', architecture: 'arm64', variant: 'v8' };
    expect(read({ ...index, manifests: [{ ...layer, platform }] })).toMatchObject({
      manifest: { kind: 'index', manifests: [{ platform: 'linux/arm64/v8' }] },
    });
  });

  it('without a media type, by its fields', () => {
    const { mediaType: _, ...bare } = image;
    expect(read(bare)).toMatchObject({ ok: true, manifest: { kind: 'image' } });
  });

  it('annotations are no keys of an object', () => {
    const text = JSON.stringify({ ...image, annotations: {} }).replace(
      '"annotations":{}',
      '"annotations":{"__proto__":"x","constructor":"y"}',
    );
    const seen = read(text);
    expect(seen.ok && [...seen.manifest.annotations.keys()]).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('refusing', () => {
  it.each<[string, unknown]>([
    ['both kinds at once', { ...image, manifests: [] }],
    ['neither', { schemaVersion: 2 }],
    ['an image that calls itself an index', { ...image, mediaType: index.mediaType }],
    ['an index that calls itself an image', { ...index, mediaType: image.mediaType }],
    ['the first schema', { ...image, schemaVersion: 1 }],
    ['another type', { ...image, mediaType: 'application/json' }],
    ['a digest that is none', { ...image, layers: [{ ...layer, digest: 'sha256:ab' }] }],
    ['a digest in capitals', { ...image, layers: [{ ...layer, digest: DIGEST.toUpperCase() }] }],
    ['a weak digest', { ...image, config: { ...layer, digest: `md5:${'a'.repeat(32)}` } }],
    ['a size below zero', { ...image, config: { ...layer, size: -1 } }],
    ['a fraction of a byte', { ...image, config: { ...layer, size: 1.5 } }],
    ['annotations that are a list', { ...image, annotations: ['x'] }],
    ['annotations that are no texts', { ...image, annotations: { x: 1 } }],
    ['too many annotations', { ...image, annotations: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`k${at}`, 'x'])) }],
    ['an annotation that is a book', { ...image, annotations: { x: 'x'.repeat(70_000) } }],
    ['too many layers', { ...image, layers: Array.from({ length: 10_001 }, () => layer) }],
    ['a list', [image]],
    ['null', null],
    ['a key that stands twice', '{"schemaVersion":2,"layers":[],"layers":[]}'],
    ['half of one', JSON.stringify(image).slice(0, 60)],
    ['depth', `{"schemaVersion":2,"layers":${'['.repeat(100)}${']'.repeat(100)}}`],
    ['no JSON', 'FROM scratch'],
  ])('%s', (_, value) => {
    expect(read(value)).toMatchObject({ ok: false, why: expect.stringMatching(/refused/) });
  });

  it('more than registries must take', () => {
    expect(readManifest(new Uint8Array(MAX_MANIFEST_BYTES + 1))).toMatchObject({ ok: false, why: expect.stringMatching(/more than/) });
  });

  it('never throws, and says nothing of what is in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.record({ schemaVersion: fc.constant(2), layers: fc.anything(), config: fc.anything() })),
        (value) => {
          const seen = read(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
          if (!seen.ok) expect(seen.why).toMatch(/^(?:the manifest is refused|a manifest of more)/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('layers of models', () => {
  it.each([
    ['application/vnd.ollama.image.model', 'weights', true],
    ['application/vnd.ollama.image.adapter', 'adapter', true],
    ['application/vnd.ollama.image.license', 'license', true],
    ['application/vnd.ollama.image.constructor', 'other', false],
    ['application/vnd.docker.ai.gguf.v3', 'weights', true],
    ['application/vnd.docker.ai.safetensors', 'weights', true],
    ['application/vnd.docker.ai.license', 'license', true],
    ['application/vnd.docker.ai.vllm.config.tar', 'config', false],
    ['application/vnd.cncf.model.weight.v1.raw', 'weights', true],
    ['application/vnd.cncf.model.weight.v1.tar+zstd', 'weights', false],
    ['application/vnd.cncf.model.weight.config.v1.raw', 'config', true],
    ['application/vnd.cncf.model.doc.v1.tar', 'document', false],
    ['application/vnd.kitops.modelkit.model.v1.tar+gzip', 'weights', false],
    ['application/vnd.kitops.modelkit.toString.v1.tar', 'other', false],
    ['application/vnd.oci.image.layer.v1.tar+gzip', 'other', false],
    ['', 'other', false],
  ])('%s', (mediaType, role, raw) => {
    expect(layerOf(mediaType)).toEqual({ role, raw });
  });

  it.each([
    ['Ollama', ['application/vnd.docker.container.image.v1+json', 'application/vnd.ollama.image.model']],
    ['Docker Model Runner', ['application/vnd.docker.ai.model.config.v0.2+json']],
    ['ModelPack', ['application/vnd.cncf.model.manifest.v1+json']],
    ['KitOps', ['application/vnd.kitops.modelkit.config.v1+json']],
    [null, ['application/vnd.oci.image.config.v1+json']],
  ])('%s', (format, types) => {
    expect(formatOf(types)).toBe(format);
  });
});
