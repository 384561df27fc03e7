import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { concludeLicense } from '../../../../src/core/license/conclude.ts';
import type { Component, Topic } from '../../../../src/core/model/index.ts';
import { licenseFilesAmong } from '../../../../src/core/hosts/license-files.ts';
import { onHub } from '../../../../src/core/hosts/huggingface/proofs.ts';
import { resolve } from '../../../../src/core/resolve/resolve.ts';
import { type FakeHub, startHub } from '../../../hub-fake/index.ts';
import type { FakeFile, FakeRepo } from '../../../hub-fake/repo.ts';
import { madeUpTerms } from '../../../support/made-up-licenses.ts';
import { commit, investigate, load } from '../../resolve/support.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const APACHE = readFileSync(join(ROOT, 'LICENSE'), 'utf8');
const MIT = readFileSync(join(ROOT, 'node_modules/zod/LICENSE'), 'utf8');
const LLAMA = 'LicenseRef-scancode-llama-3.1-license-2024';
const NOTICE = 'Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.';
const TOPICS: ReadonlySet<Topic> = new Set(['existence', 'license']);

const hubs: FakeHub[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
});

function file(path: string, text: string): FakeFile {
  return { path, size: Buffer.byteLength(text), text };
}

async function look(
  files: readonly FakeFile[],
  more: Partial<FakeRepo> = {},
  { topics = TOPICS, fault = null as string | null } = {},
): Promise<{ component: Component; hub: FakeHub; problems: readonly string[] }> {
  const hub = await startHub({ repos: [{ id: 'acme/big', commits: [commit(1)], files, ...more }] });
  hubs.push(hub);
  if (fault !== null) hub.fault(fault, 500);
  const sighting = load('hf:acme/big', commit(1));
  const evidence = await investigate([sighting], hub.url, topics);
  const [component] = resolve([sighting], evidence) as [Component];
  const proofs = onHub(component, '2026-01-01T00:00:00.000Z', evidence).filter(({ topic }) => topic === 'license');
  return { component, hub, problems: proofs.map(({ outcome, reason, detail }) => `${outcome} ${reason}: ${detail}`) };
}

const concluded = async (files: readonly FakeFile[], more: Partial<FakeRepo> = {}): Promise<string> => {
  const { component } = await look(files, more);
  const { expression, unknown } = concludeLicense(component.claims);
  return `${expression}${unknown === null ? '' : ` (${unknown})`}`;
};

describe('license texts of a pinned revision', () => {
  it.each<[string, readonly FakeFile[], Partial<FakeRepo>, string]>([
    ['the text and the card', [file('LICENSE', MIT)], { card: { license: 'mit' } }, 'MIT'],
    ['the text alone', [file('LICENSE.txt', APACHE)], { card: {} }, 'Apache-2.0'],
    ['the text says otherwise', [file('LICENSE', MIT)], { card: { license: 'apache-2.0' } }, 'Apache-2.0 AND MIT'],
    [
      'a modified one under the tag of the original',
      [file('LICENSE', `${APACHE}\nNot for companies.`)],
      { card: { license: 'apache-2.0' } },
      'Apache-2.0 AND LicenseRef-unrecognized-LICENSE (not recognized: LICENSE, terms besides a license that is known, near to Apache-2.0)',
    ],
    [
      'the code has another license than the weights',
      [file('LICENSE-CODE', MIT), file('LICENSE-MODEL', APACHE)],
      { card: { license: 'apache-2.0' } },
      'Apache-2.0',
    ],
    ['LICENSE beside MODEL_LICENSE is that of the code', [file('LICENSE', MIT), file('MODEL_LICENSE', APACHE)], { card: {} }, 'Apache-2.0'],
    ['a text in a folder is that of the folder', [file('code/LICENSE', MIT)], { card: { license: 'apache-2.0' } }, 'Apache-2.0'],
    ['a notice of the base', [file('NOTICE', NOTICE)], { card: { license: 'apache-2.0' } }, `Apache-2.0 AND ${LLAMA}`],
    [
      'a notice of libraries',
      [file('NOTICE', 'It has parts that are licensed under the MIT License.')],
      { card: { license: 'apache-2.0' } },
      'Apache-2.0',
    ],
    [
      'a use policy of its own',
      [file('USE_POLICY.md', madeUpTerms(9))],
      { card: { license: 'mit' } },
      'LicenseRef-unrecognized-USE-POLICY.md AND MIT (not recognized: USE_POLICY.md, no license that is known)',
    ],
    ['a use policy beside a license that has one', [file('USE_POLICY.md', madeUpTerms(9))], { card: { license: 'llama3.1' } }, LLAMA],
    [
      'a prompt that names another license',
      [],
      { card: { license: 'apache-2.0', extra_gated_prompt: '### LLAMA 3.1 COMMUNITY LICENSE AGREEMENT ###\nBy clicking you agree.' } },
      `Apache-2.0 AND ${LLAMA}`,
    ],
    ['a prompt with a whole text', [], { card: { license: 'apache-2.0', extra_gated_prompt: MIT } }, 'Apache-2.0 AND MIT'],
    ['a prompt that asks for a name', [], { card: { license: 'mit', extra_gated_prompt: 'Please tell us who you are.' } }, 'MIT'],
    ['a prompt that is no text', [], { card: { license: 'mit', extra_gated_prompt: [1] } }, 'MIT'],
  ])('%s', async (_what, files, more, expected) => {
    expect(await concluded(files, more)).toBe(expected);
  });

  it('says which file it was, what its words are, and how sure that is', async () => {
    const { component } = await look([file('LICENSE', MIT)], { card: {} });
    expect(component.claims).toMatchObject([
      {
        from: 'text',
        text: 'MIT',
        file: { path: 'LICENSE', about: 'weights', licenses: [['MIT']], why: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
  });

  it('a tag of the hub that the card does not state is the word of the hub', async () => {
    const { component } = await look([], { card: { license: 'mit' }, labels: ['license:cc-by-nc-4.0'] });
    expect(component.claims.map(({ from, text }) => `${from}: ${text}`)).toEqual(['card: mit', 'hub: cc-by-nc-4.0']);
  });

  it('asks for nothing where the listing has no such file, or nobody wants the license', async () => {
    const none = await look([file('config.json', '{}')]);
    const unwanted = await look([file('LICENSE', MIT)], {}, { topics: new Set(['existence']) });
    for (const { hub } of [none, unwanted]) expect(hub.requests.filter(({ path }) => path.includes('/raw/'))).toEqual([]);
    expect(unwanted.component.claims).toEqual([]);
  });

  it.each<[string, FakeFile, string | null, string, string[]]>([
    [
      'other bytes than the listing names',
      { ...file('LICENSE', MIT), blobId: 'a'.repeat(40) },
      null,
      'LICENSE was not read: its bytes are not those that the commit names',
      ['unavailable invalid: LICENSE was not read: its bytes are not those that the commit names'],
    ],
    ['in LFS', { path: 'LICENSE', size: 900, sha256: 'a'.repeat(64) }, null, 'LICENSE was not read: longer than any license', []],
    ['50 MB', { path: 'LICENSE', size: 300_000 }, null, 'LICENSE was not read: longer than any license', []],
    [
      'the hub fails',
      file('LICENSE', MIT),
      `/acme/big/raw/${commit(1)}/LICENSE`,
      'LICENSE was not read: HTTP 500',
      ['unavailable server-error: LICENSE was not read: HTTP 500'],
    ],
    ['a PDF', file('LICENSE.pdf', '%PDF-1.7\n\0\0'), null, 'not recognized: LICENSE.pdf, not a text', []],
  ])('a text that cannot be read is not "no text": %s', async (_what, one, fault, unknown, problems) => {
    const found = await look([one], { card: { license: 'mit' } }, { fault });
    expect(concludeLicense(found.component.claims).unknown).toContain(unknown);
    expect(found.problems.map((text) => text.replace(/(HTTP 500).*/, '$1'))).toEqual(problems);
  });

  it('more license files than are read leave it unknown', async () => {
    const files = Array.from({ length: 9 }, (_, at) => file(`LICENSE.part${at}`, MIT));
    expect(await concluded(files, { card: { license: 'mit' } })).toBe('MIT (LICENSE.part8 was not read: more license files than are read)');
  });
});

describe('names of license files', () => {
  it.each<[string, string | null]>([
    ['LICENSE', 'weights'],
    ['licence.md', 'weights'],
    ['COPYING', 'weights'],
    ['LICENSE-LLAMA3', 'weights'],
    ['LICENSE_MODEL', 'weights'],
    ['Model_License.pdf', 'weights'],
    ['LICENSE-CODE', 'code'],
    ['USE_POLICY.md', 'use-policy'],
    ['Notice', 'notice'],
    ['LICENSE-3RD-PARTY.txt', null],
    ['license_check.py', null],
    ['licensing.md', null],
    ['docs/LICENSE', null],
    ['__proto__', null],
  ])('%s: %s', (path, about) => {
    expect(licenseFilesAmong([path]).files[0]?.about ?? null).toBe(about);
  });
});
