/** Publishers as an index serves them, against the builds that signed. */
import { describe, expect, it } from 'vitest';
import type { BuildIdentity } from '../../../../src/core/model/index.ts';
import { isPublisher, type Publisher, readPublisher } from '../../../../src/core/verify/attest/pypi/publisher.ts';
import { ACTIONS, COMMIT } from '../../../support/builds.ts';

const REPOSITORY = 'https://github.com/acme/widget';
const CONFIG = `${REPOSITORY}/.github/workflows/release.yml`;

function build(more: Partial<BuildIdentity>): BuildIdentity {
  return {
    subject: `${CONFIG}@refs/tags/v1`,
    subjectKind: 'uri',
    issuer: ACTIONS,
    signer: null,
    signerDigest: null,
    runner: null,
    repository: REPOSITORY,
    commit: COMMIT,
    ref: 'refs/tags/v1',
    repositoryId: null,
    owner: null,
    ownerId: null,
    config: `${CONFIG}@refs/tags/v1`,
    configDigest: null,
    trigger: null,
    run: null,
    visibility: null,
    ...more,
  };
}

const github: Publisher = { kind: 'GitHub', repository: 'acme/widget', workflow: 'release.yml', environment: 'pypi' };
const gitlab: Publisher = { kind: 'GitLab', repository: 'acme/group/widget', workflow: '.gitlab-ci.yml', environment: null };
const google: Publisher = { kind: 'Google', email: 'robot@acme.example' };

describe('what an index serves', () => {
  it.each([
    [{ kind: 'GitHub', repository: 'acme/widget', workflow: 'release.yml', environment: 'pypi', claims: null }, github],
    [
      { kind: 'GitHub', repository: 'acme/widget', workflow: 'release.yml', environment: '' },
      { ...github, environment: null },
    ],
    [
      { kind: 'GitHub', repository: 'acme/widget', workflow: 'release.yml', environment: null },
      { ...github, environment: null },
    ],
    [
      { kind: 'GitHub', repository: 'acme/widget', workflow: 'release.yml' },
      { ...github, environment: null },
    ],
    [{ kind: 'GitLab', repository: 'acme/group/widget', workflow_filepath: '.gitlab-ci.yml' }, gitlab],
    [{ kind: 'Google', email: 'robot@acme.example' }, google],
    [
      { kind: 'CircleCI', project: {}, claims: [] },
      { kind: 'unknown', name: 'CircleCI' },
    ],
    [{ kind: '__proto__' }, { kind: 'unknown', name: '__proto__' }],
    [
      { kind: 'github', repository: 'acme/widget' },
      { kind: 'unknown', name: 'github' },
    ],
    [{ kind: 'GitHub', repository: 'acme/widget' }, null],
    [{ kind: 'GitHub', repository: '', workflow: 'release.yml' }, null],
    [{ kind: 'GitLab', repository: 'acme/widget', workflow: '.gitlab-ci.yml' }, null],
    [{ kind: 'Google', email: 7 }, null],
    [{ kind: 'a'.repeat(300) }, null],
    [{ kind: '' }, null],
    [{}, null],
    [null, null],
    ['GitHub', null],
    [[], null],
  ])('%j', (served, publisher) => {
    expect(readPublisher(served)).toEqual(publisher);
  });
});

describe('whether it signed', () => {
  const ofGitLab = {
    issuer: 'https://gitlab.com',
    repository: 'https://gitlab.com/acme/group/widget',
    config: 'https://gitlab.com/acme/group/widget//.gitlab-ci.yml@refs/tags/v1',
  };
  const ofGoogle = { issuer: 'https://accounts.google.com', subject: 'robot@acme.example', subjectKind: 'email' } as const;

  it.each([
    ['GitHub, by ref', github, {}, true],
    ['GitHub, by commit', github, { config: `${CONFIG}@${COMMIT}` }, true],
    ['GitHub, without a ref', github, { config: `${CONFIG}@${COMMIT}`, ref: null }, true],
    ['GitHub, another repository', github, { repository: 'https://github.com/evil/widget' }, false],
    ['GitHub, another case', github, { repository: 'https://github.com/Acme/widget' }, false],
    ['GitHub, another workflow', github, { config: `${REPOSITORY}/.github/workflows/test.yml@refs/tags/v1` }, false],
    [
      "GitHub, another repository's workflow",
      github,
      { config: 'https://github.com/evil/widget/.github/workflows/release.yml@refs/tags/v1' },
      false,
    ],
    ['GitHub, another ref than its own', github, { config: `${CONFIG}@refs/heads/main` }, false],
    ['GitHub, neither ref nor commit', github, { ref: null, commit: null }, false],
    ['GitHub, no workflow', github, { config: null }, false],
    ['GitHub, another issuer', github, { issuer: `${ACTIONS}/acme` }, false],
    ['GitLab', gitlab, ofGitLab, true],
    ['GitLab, one slash', gitlab, { ...ofGitLab, config: 'https://gitlab.com/acme/group/widget/.gitlab-ci.yml@refs/tags/v1' }, false],
    ['GitLab, of GitHub', gitlab, { ...ofGitLab, issuer: ACTIONS }, false],
    ['Google', google, ofGoogle, true],
    ['Google, another account', google, { ...ofGoogle, subject: 'other@acme.example' }, false],
    ['Google, a workflow of this name', google, { ...ofGoogle, subjectKind: 'uri' }, false],
    ['Google, another issuer', google, { ...ofGoogle, issuer: 'https://github.com/login/oauth' }, false],
    ['one that nobody knows', { kind: 'unknown', name: 'CircleCI' }, {}, null],
  ] satisfies [string, Publisher, Partial<BuildIdentity>, boolean | null][])('%s', (_what, publisher, more, expected) => {
    expect(isPublisher(publisher, build(more))).toBe(expected);
  });
});
