import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { actionsDetector } from '../../../../src/core/discover/runs/actions/index.ts';
import { displayName, identityOf } from '../../../../src/core/ref/format.ts';
import { factsOf } from '../facts.ts';
import { linked } from '../linking.ts';

const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const DIGEST = `sha256:${'0'.repeat(64)}`;

/** "uses actions/checkout@v4 :3", in the order of the file; what is not read is told with its message. */
function used(text: string): string[] {
  return factsOf(actionsDetector, text).map((fact) => {
    if (fact.kind === 'run')
      return `${fact.api} ${displayName(fact.ref)}${fact.version === null ? '' : `@${fact.version}`} :${fact.line}:${fact.column}`;
    return fact.kind === 'problem' ? `${fact.quiet === true ? 'quiet ' : ''}${fact.code}` : fact.kind;
  });
}

function step(uses: string): string {
  return `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ${uses}\n`;
}

describe('what "uses" names', () => {
  it.each<[string, string[]]>([
    ['actions/checkout@v4', ['uses actions/checkout@v4 :6:15']],
    ['"actions/checkout@v4"', ['uses actions/checkout@v4 :6:15']],
    [`acme/deploy@${COMMIT} # v1.2.3`, [`uses acme/deploy@${COMMIT} :6:15`]],
    ['github/codeql-action/init@v3', ['uses github/codeql-action@v3 :6:15']],
    ['acme/tools/.github/workflows/x.yml@main', ['uses workflow acme/tools@main :6:15']],
    ['acme/deploy@releases/v1', ['uses acme/deploy@releases/v1 :6:15']],
    ['acme/deploy', ['uses acme/deploy :6:15']],
    ['docker://alpine:3.20', ['uses docker:// alpine@3.20 :6:15']],
    [`docker://ghcr.io/acme/lint:1@${DIGEST}`, [`uses docker:// ghcr.io/acme/lint@${DIGEST} :6:15`]],
    ['docker://alpine', ['uses docker:// alpine :6:15']],
    ['>-\n          acme/deploy@v1', ['uses acme/deploy@v1 :6:15']],
    ['./.github/actions/setup', []],
    ['./', []],
    ['../other', []],
    ['docker://vllm/vllm-openai:v1', []],
    ['${{ matrix.action }}@v1', ['quiet unsupported']],
    ['acme/${{ inputs.name }}@v1', ['quiet unsupported']],
    ['not an action', []],
    ['acme/../x@v1', []],
    ['acme//x@v1', []],
    ['-acme/x@v1', []],
    ['[acme/x@v1]', []],
    ['{ acme: x }', []],
  ])('%s', (uses, expected) => {
    expect(used(step(uses))).toEqual(expected);
  });
});

describe('where it stands', () => {
  it('reads flow style, quoted keys and windows line ends', () => {
    const text = 'jobs: { a: { "steps": [ { "uses": "actions/checkout@v4" }, { \'uses\': acme/b@v1 } ] } }\r\n';
    expect(used(text)).toEqual(['uses actions/checkout@v4 :1:35', 'uses acme/b@v1 :1:70']);
  });

  it('reads an escape of YAML in a key as the letter that it is', () => {
    expect(used('jobs: {a: {"steps": [{"\\x75ses": acme/b@v1}]}}\n')).toEqual(['uses acme/b@v1 :1:34']);
  });

  it('follows aliases, and tells each place once', () => {
    const text = [
      'jobs:',
      '  a:',
      '    steps: &shared',
      '      - &checkout { uses: actions/checkout@v4 }',
      '      - uses: &pin acme/deploy@v1',
      '  b:',
      '    steps: *shared',
      '  c:',
      '    steps: [ *checkout, { uses: *pin } ]',
    ];
    expect(used(text.join('\n'))).toEqual(['uses actions/checkout@v4 :4:27', 'uses acme/deploy@v1 :5:20']);
  });

  it('counts both of two equal keys', () => {
    const text = 'jobs:\n  a:\n    steps:\n      - uses: acme/good@v1\n        uses: acme/bad@v1\n';
    expect(used(text)).toEqual(['uses acme/good@v1 :4:15', 'uses acme/bad@v1 :5:15']);
  });

  it('reads called workflows, containers and services', () => {
    const text = [
      'jobs:',
      '  call: { uses: acme/ci/.github/workflows/test.yml@v2 }',
      '  own: { uses: ./.github/workflows/own.yml }',
      '  here:',
      '    container: node:22',
      '    services: { db: { image: "postgres:16" }, cache: { image: redis } }',
      '  there:',
      '    container: { image: ghcr.io/acme/build:1, env: { uses: acme/none@v1 } }',
      '  served: { container: "ollama/ollama:0.5" }',
    ];
    expect(used(text.join('\n'))).toEqual([
      'uses workflow acme/ci@v2 :2:17',
      'container node@22 :5:16',
      'service postgres@16 :6:30',
      'service redis :6:63',
      'container ghcr.io/acme/build@1 :8:25',
    ]);
  });

  it('takes the images of a matrix from its job, and tells what else computes one', () => {
    const matrix = 'strategy: { matrix: { image: [ "debian:12", "alpine:3" ], include: [ { image: "fedora:40" } ] } }';
    const text = `jobs:\n  a:\n    ${matrix}\n    container: \${{ matrix.image }}\n  b: { container: "\${{ inputs.image }}" }\n`;
    expect(used(text)).toEqual(['container debian@12 :3:36', 'container alpine@3 :3:49', 'container fedora@40 :3:83', 'quiet unsupported']);
  });

  it('reads composite actions, and the image of one that is an image', () => {
    expect(used('runs:\n  using: composite\n  steps:\n    - uses: acme/x@v1\n    - run: echo\n')).toEqual(['uses acme/x@v1 :4:13']);
    expect(used('runs: { using: docker, image: "docker://acme/tool:1" }\n')).toEqual(['uses docker:// acme/tool@1 :1:31']);
    expect(used('runs: { using: docker, image: Dockerfile }\n')).toEqual([]);
  });

  it('a text that only mentions one is none', () => {
    expect(
      used('name: uses acme/x@v1\njobs:\n  a:\n    steps:\n      - run: |\n          echo "uses: acme/x@v1"\n      # - uses: acme/y@v1\n'),
    ).toEqual([]);
    expect(used('uses: acme/x@v1\nsteps:\n  - uses: acme/y@v1\n')).toEqual([]);
  });
});

it.each([
  ['.github/workflows/ci.yml', true],
  ['.github/workflows/ci.yaml', true],
  ['action.yml', true],
  ['.github/actions/setup/action.yaml', true],
  ['templates/x/.github/workflows/ci.yml', false],
  ['.github/workflows/sub/ci.yml', false],
  ['.forgejo/workflows/ci.yml', false],
  ['my-action.yml', false],
])('%s is read: %s', (path, expected) => {
  expect(actionsDetector.wants(path, 100)).toBe(expected);
});

describe('hostile content (T39)', () => {
  it.each([
    ['no YAML', 'jobs:\n\t- uses: [\n', 'quiet syntax'],
    ['control characters', 'jobs: {a: {uses: "a/b@\u0001"}}', 'quiet limit'],
    ['deep nesting', `jobs: ${'['.repeat(500)} uses`, 'quiet limit'],
  ])('%s is unread', (_, text, expected) => {
    expect(used(text)).toEqual([expected]);
  });

  it('bytes that are no UTF-8 are unread', () => {
    const facts = factsOf(actionsDetector, Uint8Array.from([...new TextEncoder().encode('jobs: {a: {uses: '), 0xff]));
    expect(facts.map((fact) => fact.kind === 'problem' && [fact.code, fact.quiet])).toEqual([['not-utf8', true]]);
  });

  it('aliases of aliases end', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `x${index}: &x${index} [${`*x${index - 1}, `.repeat(index === 0 ? 0 : 10)}]`);
    const text = `${lines.join('\n')}\njobs: { a: { steps: *x11, uses: a/b@v1 } }\n`;
    expect(used(text)).toEqual(['uses a/b@v1 :13:33']);
    expect(used('jobs: &a { a: *a }\nuses: x')).toEqual([]);
    expect(used('jobs: { a: &b { steps: [ *b ], <<: *b, uses: a/b@v1 } }')).toEqual(['uses a/b@v1 :1:46']);
  });

  it('keys of objects are keys', () => {
    expect(used('jobs: { __proto__: { uses: a/b@v1 }, constructor: { steps: [ { uses: c/d@v1 } ] } }')).toEqual([
      'uses a/b@v1 :1:28',
      'uses c/d@v1 :1:70',
    ]);
  });

  it('no text throws, and every name can be a reference', () => {
    const part = fc.oneof(
      fc.constantFrom('jobs:', 'steps:', 'uses:', '- ', '\n', '  ', 'a/b@v1', '*a', '&a', 'docker://', '{', '}', '"'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = `jobs: {a: {uses: x}}\n${parts.join('')}`;
        for (const fact of factsOf(actionsDetector, text))
          if (fact.kind === 'run') expect(identityOf(fact.ref)).toMatch(/^(?:pkg|gh|oci):/);
      }),
      { numRuns: 300 },
    );
  });
});

it('is an action of its repository, whatever path and letters name it', async () => {
  const uses = ['Github/CodeQL-Action/init@v3', 'github/codeql-action/analyze@v3'].map((one) => `    - uses: ${one}\n`).join('');
  const { sightings } = await linked({ '.github/workflows/scan.yml': `jobs:\n  a:\n    steps:\n${uses}` });
  expect(sightings.map(({ kind, ref, requested }) => [kind, identityOf(ref), requested])).toEqual([
    ['action', 'pkg:github/github/codeql-action', 'v3'],
    ['action', 'pkg:github/github/codeql-action', 'v3'],
  ]);
});
