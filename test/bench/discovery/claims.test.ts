/** What is read from a CycloneDX document, as we and others write it. */
import { describe, expect, it } from 'vitest';
import { readClaims } from './claims.ts';
import { fileKind } from './file-kind.ts';

const read = (document: object) => readClaims(JSON.stringify(document));

describe('claims', () => {
  it('are components with their places and versions', () => {
    const { claims } = read({
      components: [
        {
          type: 'machine-learning-model',
          group: 'Org',
          name: 'Name',
          version: 'v1',
          purl: 'pkg:huggingface/Org/Name@v1',
          hashes: [{ alg: 'SHA-256', content: 'ab' }],
          evidence: { occurrences: [{ location: 'a.py', line: 3 }] },
        },
      ],
    });
    expect(claims).toMatchObject([{ kind: 'model', names: ['org/name', 'org:name', 'name'], places: [{ file: 'a.py', line: 3 }] }]);
    expect(claims[0]?.versions).toEqual(['v1']);
    expect(claims[0]?.digests).toEqual(['ab']);
  });

  it('are services whose places are properties', () => {
    const { claims } = read({
      services: [
        {
          'bom-ref': 'service:openai/gpt-4o',
          provider: { name: 'openai' },
          name: 'gpt-4o',
          properties: [{ name: 'weighbridge:occurrence', value: 'a.py:6' }],
        },
        { 'bom-ref': 'mcp:https/host.example/sse', name: 'host', properties: [{ name: 'weighbridge:occurrence', value: '.mcp.json:2' }] },
      ],
    });
    expect(claims.map(({ kind, names, places }) => [kind, names[0], places])).toEqual([
      ['service', 'openai/gpt-4o', [{ file: 'a.py', line: 6 }]],
      ['mcp-server', 'host', [{ file: '.mcp.json', line: 2 }]],
    ]);
  });

  it('are what peers write: places with #L, dates split from names', () => {
    const { claims } = read({
      components: [
        { type: 'machine-learning-model', group: 'org', name: 'name', evidence: { occurrences: [{ location: 'x.py#L4' }] } },
        {
          type: 'machine-learning-model',
          name: 'gpt-4o',
          version: '2024-08-06',
          evidence: { occurrences: [{ location: 'x.py', line: 6 }] },
        },
      ],
    });
    expect(claims[0]?.places).toEqual([{ file: 'x.py', line: 4 }]);
    expect(claims[1]?.versionedNames).toContain('gpt-4o-2024-08-06');
  });

  it('are none without a place; unknown loads are annotations that begin with one', () => {
    const { claims, unknowns } = read({
      components: [{ type: 'machine-learning-model', name: 'name' }],
      annotations: [{ text: 'app/x.py:5: from_pretrained loads a model that is not listed: computed' }, { text: 'no place' }],
    });
    expect(claims).toEqual([]);
    expect(unknowns).toEqual([{ file: 'app/x.py', line: 5 }]);
  });

  it.each([
    [
      'pkg:generic/weights.onnx?checksum=sha256:ab&download_url=https%3A%2F%2Fhost.example%2Fweights.onnx',
      'https://host.example/weights.onnx',
      'ab',
    ],
    ['pkg:npm/%40ai-sdk/openai@1.0.8', '@ai-sdk/openai', '1.0.8'],
  ])('have the names and versions of %s', (purl, name, version) => {
    const [claim] = read({
      components: [{ type: 'library', name: 'x', purl, evidence: { occurrences: [{ location: 'f', line: 1 }] } }],
    }).claims;
    expect(claim?.names).toContain(name);
    expect([...(claim?.versions ?? []), ...(claim?.digests ?? [])]).toContain(version);
  });
});

describe('kinds of files', () => {
  it.each([
    ['a/b.py', 'python'],
    ['src/App.vue', 'javascript'],
    ['src/a.tsx', 'typescript'],
    ['.github/workflows/ci.yml', 'workflow'],
    ['deploy/compose.prod.yaml', 'compose'],
    ['docker-compose.yml', 'compose'],
    ['k8s/a.yaml', 'yaml'],
    ['docker/Dockerfile.gpu', 'dockerfile'],
    ['gpu.Dockerfile', 'dockerfile'],
    ['Containerfile', 'dockerfile'],
    ['.mcp.json', 'mcp'],
    ['.vscode/mcp.json', 'mcp'],
    ['claude_desktop_config.json', 'mcp'],
    ['requirements-dev.txt', 'manifest'],
    ['pyproject.toml', 'manifest'],
    ['package.json', 'manifest'],
    ['.env.example', 'env'],
    ['env.sh', 'shell'],
    ['Makefile', 'make'],
    ['Modelfile', 'modelfile'],
    ['LICENSE', 'other'],
  ])('%s is %s', (path, kind) => {
    expect(fileKind(path)).toBe(kind);
  });
});
