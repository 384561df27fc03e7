/** What every host keeps: pure, complete, asks only what is wanted, lacking and its own, and proves nothing by what it cannot read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Host, HostSubject } from '../../src/core/hosts/host.ts';
import { hostOf, hosts, questionsAbout, questionsOf, registries } from '../../src/core/hosts/index.ts';
import { weighed } from '../../src/core/hosts/of-tree.ts';
import { createEvidence, type GrowingEvidence } from '../../src/core/io/evidence/evidence.ts';
import type { Answer, Component, Question, Sighting } from '../../src/core/model/index.ts';
import { formatRef } from '../../src/core/ref/format.ts';
import type { Ref, RefType } from '../../src/core/ref/index.ts';
import { parseRef } from '../../src/core/ref/parse.ts';
import { hasRepositories, REF_TYPES } from '../../src/core/ref/types.ts';
import { resolve } from '../../src/core/resolve/resolve.ts';
import { publicGoodRoot } from '../../src/core/verify/sigstore/public-good.ts';
import { entry, lock } from '../core/lock/sample.ts';
import { ALL, commit, load, NOW, subjectsOf } from '../core/resolve/support.ts';
import { toy } from './toy-host/toy.ts';

const EVERYTHING = new Set([...ALL, 'small-files', 'signature', 'action-commit'] as const);
const lockOf = (requested: string) => ({
  lock: lock({ 'hf:acme/x': entry({ commit: commit(1), requested }) }),
  placeOf: () => ({ line: 1, column: 1 }),
  problem: null,
});
const own = [...weighed(lockOf(commit(1)), lockOf(commit(1))).own.slice(0, 1), ...weighed(lockOf(commit(1)), lockOf('main')).own.slice(1)];
const all: readonly Host[] = [...hosts, ...own];
const REFERENCES = readFileSync(new URL('../../docs/references.md', import.meta.url), 'utf8');

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('..', '../../api', 'a/b', '%2e%2e', 'a b', '\u202e', '', '-x', 'refs/pr/1', 'main', commit(1)),
);

/** What a card may name. */
const stated = fc.oneof(
  text,
  fc
    .tuple(
      fc.constantFrom('', 'https://huggingface.co/', 'https://modelscope.cn/models/', 'ollama:', 'base_model:', 'dataset:', '__proto__'),
      text,
    )
    .map((parts) => parts.join('')),
);

function named(type: RefType, name: string, requested: string | null = null): Sighting {
  const repo = hasRepositories(type) ? 'models' : null;
  return seen({ type, repo, namespace: 'acme', name, version: null }, requested);
}

/** As its host is asked about it: of GitHub an action that is new, of all others what a load pulls. */
function seen(ref: Ref, requested: string | null): Sighting {
  const pull = load(ref, requested, { remoteCode: true, subfolder: true });
  if (ref.type !== 'gh') return pull;
  const { detector, api, place, scope, how } = pull;
  return { type: 'run', kind: 'action', ref, requested, detector, api, place, scope, how, anew: true };
}

/** Asks a host until it lacks nothing, and answers with what `bodyOf` gives. */
function answeredBy(host: Host, subjects: readonly HostSubject[], bodyOf: (question: Question) => string): GrowingEvidence {
  const evidence = createEvidence();
  for (let round = 0; round < 30; round++) {
    const questions = questionsOf(host, subjects, evidence, EVERYTHING);
    if (questions.length === 0) return evidence;
    for (const question of questions) {
      const { key } = question;
      const answer: Answer = {
        key,
        state: 'ok',
        status: 200,
        digest: null,
        location: null,
        detail: '',
        from: 'hub',
        asOf: NOW.toISOString(),
      };
      evidence.add(answer, new TextEncoder().encode(bodyOf(question)));
    }
  }
  throw new Error('it does not come to an end');
}

test('ids, reference types and folders belong to one host each', () => {
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
  const types = hosts.flatMap(({ refs }) => refs);
  expect(new Set(types).size).toBe(types.length);
  const folders = readdirSync(join(import.meta.dirname, '../../src/core/hosts'), { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  );
  expect(folders.map(({ name }) => name).toSorted()).toEqual(
    [...hosts, ...registries]
      .map(({ id }) => id)
      .concat('lock')
      .toSorted(),
  );
});

test('nobody is asked for the reference of another', () => {
  const subjects = REF_TYPES.flatMap((type) => subjectsOf([named(type, 'x'), named(type, 'y', commit(1))]));
  for (const question of questionsAbout(subjects, createEvidence(), EVERYTHING))
    expect(question.path.includes('acme/x') || question.path.includes('acme/y')).toBe(true);
  for (const host of all) {
    const foreign = subjects.filter(({ ref }) => !host.refs.includes(ref.type));
    expect(host.needs(foreign, createEvidence(), EVERYTHING)).toEqual([]);
  }
  for (const type of REF_TYPES) {
    const host = hostOf({ type });
    const mine = subjects.filter(({ ref }) => ref.type === type);
    expect(new Set(questionsAbout(mine, createEvidence(), EVERYTHING).map((one) => one.host))).toEqual(
      new Set(host?.service == null ? [] : [host.id]),
    );
  }
});

// The toy is what a newcomer copies: it keeps what the others keep.
describe.each([...all, toy].map((host) => [host.id, host] as const))('%s', (_, host) => {
  const [type = 'generic'] = host.refs;
  const subjects = subjectsOf(
    Array.from({ length: 50 }, (_unused, index) => named(type, `m${index % 5}`, index % 2 === 0 ? null : commit(index % 3))),
  );

  test('says what it is about, in full', () => {
    for (const part of Object.values(host.about)) expect(part.trim().length).toBeGreaterThan(10);
    expect(host.about.title).not.toMatch(/\.$/);
    expect(host.about.title.length).toBeLessThanOrEqual(80);
    expect(Object.values(host.about).join(' ')).not.toMatch(/\bcompl(?:y|ies|iant)\b/i);
  });

  test.each(host.refs)('%s: is read back as it is written, and stands in docs/references.md', (own) => {
    // A repository has an owner; an address has a server, and no revision but a digest.
    const always = own === 'gh' ? 'acme' : own === 'url' ? 'https://acme.test/m' : null;
    for (const namespace of always === null ? ['acme', null] : [always])
      for (const repo of hasRepositories(own) ? (['models', 'datasets'] as const) : [null])
        for (const version of [null, own === 'url' ? `sha256:${'a1'.repeat(32)}` : commit(1)]) {
          const ref: Ref = { type: own, repo, namespace, name: 'x', version };
          expect(parseRef(formatRef(ref))).toEqual(ref);
        }
    expect(REFERENCES).toMatch(new RegExp(`^\\| [^|]*\`${own}:`, 'm'));
  });

  test('one that is asked has an address, and one that is not has none', () => {
    if (host.service === null) return expect(host.needs(subjects, createEvidence(), EVERYTHING)).toEqual([]);
    const { publicUrl, variables, paths } = host.service;
    expect(new URL(publicUrl).origin + new URL(publicUrl).pathname.replace(/\/$/, '')).toBe(publicUrl);
    expect(publicUrl).toMatch(/^https:/);
    for (const name of [variables.url, ...variables.tokens]) expect(name).toMatch(/^[A-Z][A-Z0-9_]{2,60}$/);
    for (const path of Object.values(paths)) expect(path).toMatch(/^\//);
    const questions = host.needs(subjects, createEvidence(), EVERYTHING);
    expect(questions.length).toBeGreaterThan(0);
    for (const question of questions) {
      expect(question.host).toBe(host.id);
      expect(question.path.startsWith(paths[question.form === 'bytes' ? 'bytes' : 'json'])).toBe(true);
      expect(question.key).not.toMatch(/[?#\s]/);
      expect(question.maxBytes).toBeGreaterThan(0);
    }
  });

  test('asks nothing when nothing is wanted, or nothing is there', () => {
    expect(host.needs(subjects, createEvidence(), new Set())).toEqual([]);
    expect(host.needs([], createEvidence(), EVERYTHING)).toEqual([]);
  });

  test('asks the same twice, and each thing once, however often it is seen', () => {
    const questions = questionsOf(host, subjects, createEvidence(), EVERYTHING);
    expect(questionsOf(host, subjects, createEvidence(), EVERYTHING)).toEqual(questions);
    expect(questionsOf(host, [...subjects, ...subjects], createEvidence(), EVERYTHING)).toEqual(questions);
    expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length);
  });

  test('what it has no question about it says so, and never leaves it to be called offline', () => {
    const impossible = subjectsOf(['..', 'a b', ''].flatMap((name) => [named(type, name), named(type, name, commit(1))]));
    const evidence = answeredBy(host, [...subjects, ...impossible], () => '{}');
    // A lock speaks for what it lists, and leaves the rest to others.
    if (own.includes(host)) return;
    for (const subject of [...subjects, ...impossible]) expect(host.facts(subject, evidence)).not.toBeNull();
  });

  test('without an answer nothing is proven, and nothing has failed', () => {
    const evidence = createEvidence();
    const context = { evidence, trust: { root: () => publicGoodRoot(), keys: [] }, now: NOW };
    // Of locks the entries are all that there is to ask.
    if (own.includes(host)) return;
    const resolution = { state: 'unresolved', reason: 'not-asked', detail: 'nobody was asked' } as const;
    const sightings = [named(type, 'x'), named(type, 'y', commit(1))];
    const components = resolve(sightings, evidence).map((one): Component => ({ ...one, hub: null, resolution }));
    for (const { outcome } of components.flatMap((one) => host.proofs(one, context).verifications))
      expect(outcome).toMatch(/^(?:unavailable|not-applicable)$/);
  });

  test('hostile names never throw, and never change what is asked of whom', () => {
    const hostile = fc.record({
      namespace: fc.option(text),
      name: text,
      repo: fc.constantFrom(null, 'datasets', 'spaces'),
      requested: fc.option(text),
    });
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), (names) => {
        const asked = names.map(({ namespace, name, repo, requested }) =>
          seen({ type, repo: repo as Ref['repo'], namespace, name, version: null }, requested),
        );
        const evidence = createEvidence();
        for (const question of host.needs(subjectsOf(asked), evidence, EVERYTHING)) {
          expect(JSON.stringify(question)).not.toMatch(/\.\.\/|%2e|\\u202e|\s-x/i);
          expect(new URL(question.path, 'https://host.example').pathname).toBe(question.path);
        }
        for (const subject of subjectsOf(asked))
          expect([host.facts(subject, evidence), host.files(subject, evidence), host.relations(subject, evidence)]).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  test('hostile answers never throw, mean the same twice, and prove nothing for one that never vouches', () => {
    const sightings = [named(type, 'x', commit(1)), named(type, 'x')];
    const asked = subjectsOf(sightings);
    const body = fc.oneof(
      fc.json(),
      fc.constant('['.repeat(20_000)),
      fc.record({ sha: fc.constant(commit(1)), tags: fc.anything(), siblings: fc.array(fc.object()) }).map((one) => JSON.stringify(one)),
      fc
        .record({
          sha: fc.constant(commit(1)),
          tags: fc.array(stated),
          cardData: fc.record({ base_model: fc.oneof(stated, fc.array(fc.oneof(stated, fc.anything()))), datasets: fc.array(stated) }),
        })
        .map((one) => JSON.stringify(one)),
      fc
        .record({ sha: fc.constant(commit(1)), id: text, siblings: fc.constant(FILES), branches: fc.constant([]) })
        .map((one) => JSON.stringify(one)),
    );
    fc.assert(
      fc.property(fc.array(body, { minLength: 1, maxLength: 4 }), (bodies) => {
        let next = 0;
        const evidence = answeredBy(host, asked, () => bodies[next++ % bodies.length] ?? '');
        const context = { evidence, trust: { root: () => publicGoodRoot(), keys: [] }, now: NOW };
        const read = () => [
          ...asked.map((subject) => [host.facts(subject, evidence), host.files(subject, evidence), host.relations(subject, evidence)]),
          ...resolve(sightings, evidence).map((component: Component) => host.proofs(component, context)),
        ];
        expect(read()).toEqual(read());
        for (const { ref } of asked.flatMap((subject) => host.relations(subject, evidence)?.all ?? []))
          expect(parseRef(formatRef(ref))).toEqual({ ...ref, version: null });
        const proven = resolve(sightings, evidence).flatMap((one) => host.proofs(one, context).verifications);
        if (!Object.values(host.vouches).includes(true)) expect(proven.filter(({ outcome }) => outcome === 'passed')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

const FILES = [
  { rfilename: 'model.sig', size: 2, blobId: commit(2) },
  { rfilename: 'config.json', size: 2, blobId: commit(3) },
  { rfilename: '../x', size: 2, blobId: commit(4) },
  { rfilename: 'model.safetensors', size: 2, lfs: { sha256: 'a'.repeat(64), size: 2 } },
];
