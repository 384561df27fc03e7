import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionOfPayload, installationOfPayload, jobsOf } from '../../../app/jobs/events.ts';
import { type Job, jobOfKey, keyOf } from '../../../app/jobs/jobs.ts';

const HEAD = 'a'.repeat(40);
const at = { installation: 7, repository: 42 };
const from = { installation: { id: 7 }, repository: { id: 42, default_branch: 'main' } };
const pull: Job = { kind: 'pull-request', ...at, number: 5 };
const group = { head_sha: HEAD };
const merge: Job = { kind: 'merge-group', ...at, head: HEAD };
const suite = { check_suite: { head_sha: HEAD } };
const ruleset = (source_type: string, target = 'branch') => ({ action: 'created', repository_ruleset: { source_type, target } });
const button = { check_run: { head_sha: HEAD }, requested_action: { identifier: 'pin-models' }, sender: { id: 9 } };

describe('which event asks for which job', () => {
  it.each<[string, string, object, readonly Job[]]>([
    ...['opened', 'synchronize', 'reopened', 'ready_for_review', 'closed'].map((action): [string, string, object, readonly Job[]] => [
      action,
      'pull_request',
      { action, number: 5 },
      [pull],
    ]),
    ['another base', 'pull_request', { action: 'edited', number: 5, changes: { base: { ref: { from: 'main' } } } }, [pull]],
    ['another title', 'pull_request', { action: 'edited', number: 5, changes: { title: { from: 'x' } } }, []],
    ['a label', 'pull_request', { action: 'labeled', number: 5 }, []],
    ['no number', 'pull_request', { action: 'opened' }, []],
    ['a merge group', 'merge_group', { action: 'checks_requested', merge_group: group }, [merge]],
    ['a merge group that is over', 'merge_group', { action: 'destroyed', merge_group: group }, []],
    ['a merge group of no commit', 'merge_group', { action: 'checks_requested', merge_group: { head_sha: 'HEAD' } }, []],
    ['re-run of a check', 'check_run', { action: 'rerequested', check_run: { head_sha: HEAD } }, [{ kind: 'head', ...at, head: HEAD }]],
    ['our own check', 'check_run', { action: 'created', check_run: { head_sha: HEAD } }, []],
    [
      'a button',
      'check_run',
      { action: 'requested_action', ...button },
      [{ kind: 'button', ...at, head: HEAD, button: 'pin-models', sender: 9 }],
    ],
    ['a button of nobody', 'check_run', { action: 'requested_action', ...button, sender: {} }, []],
    ['a button that is text', 'check_run', { action: 'requested_action', ...button, requested_action: { identifier: "x'; --" } }, []],
    ['re-run of all', 'check_suite', { action: 'rerequested', ...suite }, [{ kind: 'head', ...at, head: HEAD }]],
    ['a suite of each push', 'check_suite', { action: 'requested', ...suite }, []],
    ['a head that is none', 'check_suite', { action: 'rerequested', check_suite: { head_sha: 'main' } }, []],
    ['a push to the default branch of nothing', 'push', { ref: 'refs/heads/main' }, [{ kind: 'branch', ...at }]],
    [
      'a push to the default branch',
      'push',
      { ref: 'refs/heads/main', after: HEAD, sender: { id: 9 } },
      [
        { kind: 'branch', ...at },
        { kind: 'landed', ...at, head: HEAD, sender: 9 },
      ],
    ],
    [
      'a push by nobody',
      'push',
      { ref: 'refs/heads/main', after: HEAD },
      [
        { kind: 'branch', ...at },
        { kind: 'landed', ...at, head: HEAD, sender: 0 },
      ],
    ],
    ['a default branch that goes', 'push', { ref: 'refs/heads/main', after: '0'.repeat(40), deleted: true }, [{ kind: 'branch', ...at }]],
    ['a ruleset of the repository', 'repository_ruleset', ruleset('Repository'), [{ kind: 'gates', ...at }]],
    ['a ruleset of the organization', 'repository_ruleset', ruleset('Organization'), [{ kind: 'all-gates', installation: 7 }]],
    ['a ruleset of somebody unknown', 'repository_ruleset', ruleset('Enterprise'), [{ kind: 'all-gates', installation: 7 }]],
    [
      'a ruleset of no repository',
      'repository_ruleset',
      { ...ruleset('Repository'), repository: null },
      [{ kind: 'all-gates', installation: 7 }],
    ],
    ['a ruleset for tags', 'repository_ruleset', ruleset('Organization', 'tag'), []],
    ['a ruleset for pushed files', 'repository_ruleset', ruleset('Organization', 'push'), []],
    [
      'a ruleset that is none',
      'repository_ruleset',
      { action: 'created', repository_ruleset: 7 },
      [{ kind: 'all-gates', installation: 7 }],
    ],
    ['classic protection', 'branch_protection_rule', { action: 'edited' }, [{ kind: 'gates', ...at }]],
    ['custom properties', 'custom_property_values', { action: 'updated' }, [{ kind: 'gates', ...at }]],
    ['a push elsewhere', 'push', { ref: 'refs/heads/topic' }, []],
    ['a tag with the name of the branch', 'push', { ref: 'refs/tags/main' }, [{ kind: 'release', ...at, tag: 'main' }]],
    ['a tag that goes', 'push', { ref: 'refs/tags/v1', deleted: true }, []],
    ['a tag with a long name', 'push', { ref: `refs/tags/${'v'.repeat(101)}` }, []],
    ['a tag with half of a character', 'push', { ref: 'refs/tags/v\uD800' }, []],
    [
      'a release',
      'release',
      { action: 'published', release: { tag_name: 'v1/\u{1F600}#' } },
      [{ kind: 'release', ...at, tag: 'v1/\u{1F600}#' }],
    ],
    ['a draft', 'release', { action: 'created', release: { tag_name: 'v1' } }, []],
    ['a release of no tag', 'release', { action: 'published', release: {} }, []],
    ['installed', 'installation', { action: 'created' }, [{ kind: 'installation', installation: 7 }]],
    ['uninstalled', 'installation', { action: 'deleted' }, [{ kind: 'installation', installation: 7 }]],
    ['repositories added', 'installation_repositories', { action: 'added' }, [{ kind: 'installation', installation: 7 }]],
    ...['renamed', 'transferred', 'archived', 'privatized', 'deleted'].map((action): [string, string, object, readonly Job[]] => [
      action,
      'repository',
      { action },
      [{ kind: 'installation', installation: 7 }],
    ]),
    ['a ping', 'ping', { zen: 'x' }, []],
    ['an event of tomorrow', 'model_weights', { action: 'opened', number: 5 }, []],
  ])('%s', (_name, event, body, expected) => {
    expect(jobsOf(event, { ...from, ...body })).toEqual(expected);
  });

  it.each([
    ['no installation', { repository: { id: 42 } }],
    ['an installation that is text', { ...from, installation: { id: '7' } }],
    ['a negative one', { ...from, installation: { id: -7 } }],
    ['one past what a number holds', { ...from, installation: { id: 2 ** 60 } }],
    ['no repository', { installation: { id: 7 } }],
    ['a list', []],
    ['null', null],
  ])('nothing for %s', (_name, body) => {
    const payload = body === null || Array.isArray(body) ? body : { action: 'opened', number: 5, ...body };
    expect(jobsOf('pull_request', payload)).toEqual([]);
  });

  it('nothing for an installation with more digits than a key takes', () => {
    expect(jobsOf('installation', { action: 'created', installation: { id: 9e15 } })).toEqual([]);
  });

  it('never throws, and gives only jobs whose key is one', () => {
    const events = fc.constantFrom(
      'pull_request',
      'push',
      'release',
      'check_run',
      'check_suite',
      'merge_group',
      'installation',
      'repository',
      'repository_ruleset',
      'branch_protection_rule',
      'custom_property_values',
    );
    fc.assert(
      fc.property(events, fc.anything(), fc.dictionary(fc.string(), fc.anything()), (event, body, more) => {
        for (const job of [...jobsOf(event, body), ...jobsOf(event, { ...from, ...more })]) expect(jobOfKey(keyOf(job))).toEqual(job);
        expect(installationOfPayload(body)).toBeGreaterThanOrEqual(0);
        expect(actionOfPayload(body) ?? 'a').toMatch(/^[a-z_]+$/);
      }),
    );
  });
});

describe('a key', () => {
  it.each<[string, Job]>([
    ['7/42#5', pull],
    [`7/42+${HEAD}`, merge],
    [`7/42@${HEAD}`, { kind: 'head', ...at, head: HEAD }],
    [`7/42@${HEAD}!pin-models:9`, { kind: 'button', ...at, head: HEAD, button: 'pin-models', sender: 9 }],
    ['7/42', { kind: 'branch', ...at }],
    ['7/42=djEvMg', { kind: 'release', ...at, tag: 'v1/2' }],
    ['7/42*20', { kind: 'releases', ...at, last: 20 }],
    ['gates 7/42', { kind: 'gates', ...at }],
    ['gates 7', { kind: 'all-gates', installation: 7 }],
    [`7/42^${HEAD}:9`, { kind: 'landed', ...at, head: HEAD, sender: 9 }],
    ['7', { kind: 'installation', installation: 7 }],
    ['sweep', { kind: 'sweep' }],
  ])('%s stands for one job', (key, job) => {
    expect(keyOf(job)).toBe(key);
    expect(jobOfKey(key)).toEqual(job);
  });

  it.each(['', '7/42#', '7/42#5 ', '7/42#5\n', '../42#5', `7/42@${'a'.repeat(39)}`, `7/42@${HEAD}!`, '7/42#5;DROP', 'sweeps'])(
    '%j stands for none',
    (key) => {
      expect(jobOfKey(key)).toBeNull();
    },
  );
});
