/** When the public registries say that they have no such thing, and when 404 is no word about it (T33). */
import { describe, expect, it } from 'vitest';
import { PUBLIC_INDEX, PUBLIC_NPM } from '../../../src/core/ecosystems/public-servers.ts';
import { npmRegistry } from '../../../src/core/hosts/npm/index.ts';
import { pypiRegistry } from '../../../src/core/hosts/pypi/index.ts';
import type { PackageSubject, Registry } from '../../../src/core/hosts/registry.ts';
import { interpret } from '../../../src/core/io/evidence/interpret.ts';
import type { Answer, Evidence, PackageFact } from '../../../src/core/model/index.ts';
import { parseRef } from '../../../src/core/ref/parse.ts';

const [JSON_TYPE, PAGE] = ['application/json', 'text/html'];
const TOPICS = new Set(['registry'] as const);
const context = (evidence: Evidence) => ({ evidence, now: new Date(0) }) as unknown as Parameters<Registry['answer']>[1];

interface Asked {
  readonly registry: Registry;
  readonly name: string;
  /** Of the answer to each path, all of them with 404. */
  readonly type: (path: string) => string;
  readonly server?: string;
  readonly location: string | null;
  readonly token?: string;
}

/** Asks until nothing lacks, as a run does. */
function ask({ registry, name, type, server = registry.service.publicUrl, location, token }: Asked): string {
  const answers = new Map<string, Answer>();
  const evidence: Evidence = { answer: (key) => answers.get(key), body: () => undefined, answers };
  const ref = parseRef(`${registry.refs[0] ?? ''}:${name}`);
  const subject: PackageSubject = { ref, version: '1.0.0', entries: [{ location } as PackageFact] };
  for (let round = 0; round < 6; round++) {
    for (const { key, path } of registry.needs(subject, evidence, TOPICS, server)) {
      const headers = new Headers({ 'content-type': type(path) });
      const address = { service: registry.service, baseUrl: server, token: token ?? null };
      const { state, status, detail } = interpret({ state: 'answered', status: 404, headers, body: new Uint8Array() }, address, { path });
      answers.set(key, { key, state, status, detail, digest: null, location: null, from: 'registry', asOf: '1970-01-01T00:00:00.000Z' });
    }
  }
  const answer = registry.answer(subject, context(evidence), server);
  return answer?.state === 'unverifiable' ? answer.reason : (answer?.state ?? 'not asked');
}

describe('404 from a registry of npm', () => {
  const OWN = 'https://packages.example/npm';
  it.each<[string, Partial<Asked>, string]>([
    ['a name that nobody can hide', {}, 'absent'],
    ['a name with a scope, to a stranger', { name: '@acme/x' }, 'unauthorized'],
    ['a name with a scope, with a token', { name: '@acme/x', token: 't' }, 'absent'],
    ['an entry that names no server', { location: null }, 'not-found'],
    ['a page for people', { type: () => PAGE }, 'invalid'],
    ['a registry of one’s own, to a stranger', { server: OWN, location: `${OWN}/x/-/x-1.0.0.tgz` }, 'unauthorized'],
    ['a registry of one’s own, with a token', { server: OWN, location: `${OWN}/x/-/x-1.0.0.tgz`, token: 't' }, 'absent'],
    ['another registry of that server', { server: OWN, location: `${OWN}-b/x/-/x-1.0.0.tgz`, token: 't' }, 'not-found'],
    ['another server', { location: 'https://evil.example/x' }, 'other-origin'],
  ])('%s', (_, more, expected) => {
    const asked = { registry: npmRegistry, name: 'x', type: () => JSON_TYPE, location: `${PUBLIC_NPM}/x/-/x-1.0.0.tgz`, ...more };
    expect(ask(asked)).toBe(expected);
  });
});

describe('404 from an index of Python packages', () => {
  const OWN = 'https://packages.example/pypi';
  const people = (path: string): string => (path.startsWith('/simple/') ? PAGE : JSON_TYPE);
  it.each<[string, Partial<Asked>, string]>([
    ['a page for people, and the word for programs', { type: people }, 'absent'],
    ['pages alone', { type: () => PAGE }, 'invalid'],
    ['an answer for programs', { type: () => JSON_TYPE }, 'absent'],
    ['an entry that names no index', { type: people, location: null }, 'not-found'],
    ['an index of one’s own, to a stranger', { server: OWN, location: `${OWN}/simple`, type: () => JSON_TYPE }, 'unauthorized'],
    ['an index of one’s own, with a token', { server: OWN, location: `${OWN}/simple`, type: () => JSON_TYPE, token: 't' }, 'absent'],
    ['an index of one’s own, with a page', { server: OWN, location: `${OWN}/simple`, type: people, token: 't' }, 'not-found'],
  ])('%s', (_, more, expected) => {
    expect(ask({ registry: pypiRegistry, name: 'x', type: people, location: `${PUBLIC_INDEX}/simple`, ...more })).toBe(expected);
  });
});
