import { describe, expect, it } from 'vitest';
import { openContract } from './contract/contract.ts';
import { subsetOf } from './contract/extract.ts';
import { NOISE } from './contract/noise.ts';
import { OPERATIONS, WEBHOOKS } from './contract/operations.ts';
import { startGitHub } from './index.ts';
import { API_ROUTES } from './routes/index.ts';

const contract = openContract();
const RUNS = 'POST /repos/{owner}/{repo}/check-runs';
const path = { owner: 'acme', repo: 'product' };

it('the subset holds exactly what is served', () => {
  expect(API_ROUTES.map((one) => one.operation).toSorted()).toEqual([...OPERATIONS].toSorted());
  expect(OPERATIONS.filter((one) => contract.operation(one) === undefined)).toEqual([]);
  expect(contract.version).toBe('@octokit/openapi 23.0.2');
});

it('every webhook that is listed has a schema that refuses what is no payload', () => {
  for (const name of WEBHOOKS) {
    // The whole name as the event: the look-up joins event and action anyway.
    const wrong = contract.webhook(name, null, 7);
    expect([name, wrong.length > 0, wrong.join().includes('not in the subset')]).toEqual([name, true, false]);
  }
  expect(contract.webhook('pull_request', 'exploded', {})).toEqual(['the webhook pull-request-exploded is not in the subset']);
});

describe('requests', () => {
  it.each([
    ['good', {}, { name: 'x', head_sha: 'y' }, ''],
    ['a missing member', {}, { name: 'x' }, 'head_sha'],
    ['no body', {}, null, ''],
    ['an unknown member', {}, { name: 'x', head_sha: 'y', extra: 1 }, 'extra is not in the document'],
    ['an unknown parameter', { app: '1' }, { name: 'x', head_sha: 'y' }, 'query app is not in the document'],
    ['a wrong type', {}, { name: 1, head_sha: 'y' }, '/name must be string'],
    ['a wrong moment', {}, { name: 'x', head_sha: 'y', started_at: 'yesterday' }, 'date-time'],
  ])('%s', (_name, query, body, words) => {
    const wrong = contract.request(RUNS, path, new URLSearchParams(query), body);
    if (words === '') expect(wrong.length > 0).toBe(body === null);
    else expect(wrong.join('\n')).toContain(words);
  });

  it('parameters are typed: numbers where numbers are', () => {
    const get = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
    expect(contract.request(get, { ...path, pull_number: 'seven' }, new URLSearchParams(), {}).join()).toContain('must be integer');
    expect(contract.request(get, { ...path, pull_number: '7' }, new URLSearchParams(), {})).toEqual([]);
  });
});

it('answers: a missing member, a wrong word, an undocumented status', () => {
  const list = 'GET /repos/{owner}/{repo}/topics';
  expect(contract.answer(list, 200, { names: ['a'] })).toEqual([]);
  expect(contract.answer(list, 200, {}).join()).toContain("required property 'names'");
  expect(contract.answer(list, 200, { names: [1] }).join()).toContain('must be string');
  expect(contract.answer(list, 206, {})).toEqual([`206 is not an answer of ${list}`]);
});

it('the list of the document’s own errors is short, and each has its reason', () => {
  expect(NOISE.length).toBeLessThan(10);
  for (const one of NOISE) expect(one.why.length).toBeGreaterThan(20);
});

it('a stand-in whose contract was broken says so when it closes', async () => {
  const github = await startGitHub();
  github.createRepository('acme/product', { private: false });
  const response = await fetch(`${github.url}/repos/acme/product/topics?nonsense=1`);
  expect(response.status).toBe(422);
  await expect(github.close()).rejects.toThrow(/query nonsense is not in the document/);
});

describe('the extraction', () => {
  const document = {
    info: { version: '1' },
    paths: {
      '/a/{id}': {
        get: {
          operationId: 'a/get',
          description: 'words',
          parameters: [{ $ref: '#/components/parameters/id' }],
          responses: {
            200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/a' } } } },
            404: { description: 'no' },
          },
        },
        delete: { operationId: 'a/delete', responses: { 204: {} } },
      },
    },
    'x-webhooks': {
      'a-made': { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/a' } } } } } },
    },
    components: {
      parameters: { id: { name: 'id', in: 'path', required: true, schema: { type: 'integer', description: 'words' } } },
      schemas: {
        a: {
          type: 'object',
          description: 'words',
          required: ['description'],
          properties: {
            description: { type: 'string', nullable: true, example: 'x' },
            kind: { type: 'string', nullable: true, enum: ['b', 'c'] },
            next: { nullable: true, allOf: [{ $ref: '#/components/schemas/a' }] },
          },
        },
        unused: { type: 'string' },
      },
    },
  };

  it('takes what operations reach, drops words and not members called so, and says null in JSON Schema', () => {
    expect(subsetOf(document, ['GET /a/{id}'], ['a-made'])).toEqual({
      version: '@octokit/openapi 1',
      operations: {
        'GET /a/{id}': {
          id: 'a/get',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          body: null,
          responses: { 200: { $ref: '#/schemas/a' }, 404: null },
        },
      },
      webhooks: { 'a-made': { $ref: '#/schemas/a' } },
      schemas: {
        a: {
          type: 'object',
          required: ['description'],
          properties: {
            description: { type: ['string', 'null'] },
            kind: { type: ['string', 'null'], enum: ['b', 'c', null] },
            next: { anyOf: [{ allOf: [{ $ref: '#/schemas/a' }] }, { type: 'null' }] },
          },
        },
      },
    });
  });

  it.each([
    ['GET /b', /lacks GET \/b/],
    ['PUT /a/{id}', /lacks PUT/],
  ])('says what a newer document lost: %s', (operation, words) => {
    expect(() => subsetOf(document, [operation], [])).toThrow(words);
    expect(() => subsetOf(document, [], ['b-made'])).toThrow(/lacks the webhook b-made/);
  });
});
