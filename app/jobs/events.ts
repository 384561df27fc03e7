/**
 * Which event asks for which jobs. Pure; the payload is signed by GitHub, but much in it was written by others: only numbers and object ids are taken, the
 * name of a tag, which is only ever asked for, and of a comment its first line, where that is a command (comments.ts).
 */
import { type Said, saidIn } from './comments.ts';
import { type Job, jobOfKey, keyOf } from './jobs.ts';

type Fields = Readonly<Record<string, unknown>>;

const PULL_REQUEST = new Set(['opened', 'synchronize', 'reopened', 'ready_for_review', 'converted_to_draft', 'closed']);
const REPOSITORY = new Set([
  'renamed',
  'transferred',
  'archived',
  'unarchived',
  'privatized',
  'publicized',
  'deleted',
  'created',
  'edited',
]);

const RELEASE = new Set(['published', 'released', 'prereleased', 'edited']);
const TAG = 'refs/tags/';
/** Longer than anybody writes; a key has room for it in base64. */
const LONGEST_TAG = 100;
/** Somebody may not be an approver any more: a team is known by its name. */
const NO_LONGER: Readonly<Record<string, ReadonlySet<string>>> = {
  membership: new Set(['removed']),
  team: new Set(['deleted', 'edited']),
  organization: new Set(['member_removed']),
};

/** `null`: an event that asks for nothing. An unknown event or a malformed payload gives no job and no error: GitHub adds events. */
export function jobsOf(event: string, payload: unknown): readonly Job[] {
  const body = fields(payload);
  const installation = id(fields(body['installation'])['id']);
  if (installation === null) return [];
  const action = text(body['action']);
  if (event === 'installation' || event === 'installation_repositories') return [{ kind: 'installation', installation }];
  // T3: approvals count while who gave them speaks for the team. Somebody new takes nothing back.
  if (NO_LONGER[event]?.has(action) === true) return [{ kind: 'approvers', installation }];
  const from = fields(body['repository']);
  const repository = id(from['id']);
  if (event === 'repository_ruleset') return rulesetJobs(fields(body['repository_ruleset']), installation, repository);
  if (repository === null) return [];
  const at = { installation, repository };
  const jobs = (job: Job | null): readonly Job[] => (job !== null && jobOfKey(keyOf(job)) !== null ? [job] : []);
  switch (event) {
    case 'pull_request': {
      const number = id(body['number']) ?? id(fields(body['pull_request'])['number']);
      // An edited title changes nothing; an edited base changes everything (T1).
      const wanted = PULL_REQUEST.has(action) || (action === 'edited' && 'base' in fields(body['changes']));
      return jobs(wanted && number !== null ? { kind: 'pull-request', ...at, number } : null);
    }
    case 'pull_request_review': {
      const number = id(fields(body['pull_request'])['number']);
      // A comment approves nothing.
      const wanted = (action === 'submitted' && text(fields(body['review'])['state']) !== 'commented') || action === 'dismissed';
      return jobs(wanted && number !== null ? { kind: 'pull-request', ...at, number } : null);
    }
    case 'issue_comment': {
      const said = saidIn(body);
      return jobs(said === null ? null : { kind: 'command', ...at, comment: said.comment });
    }
    case 'merge_group':
      return jobs(
        action === 'checks_requested' ? { kind: 'merge-group', ...at, head: text(fields(body['merge_group'])['head_sha']) } : null,
      );
    case 'check_suite':
      return jobs(action === 'rerequested' ? { kind: 'head', ...at, head: text(fields(body['check_suite'])['head_sha']) } : null);
    case 'check_run': {
      const head = text(fields(body['check_run'])['head_sha']);
      if (action === 'rerequested') return jobs({ kind: 'head', ...at, head });
      const sender = id(fields(body['sender'])['id']);
      if (action !== 'requested_action' || sender === null) return [];
      return jobs({ kind: 'button', ...at, head, button: text(fields(body['requested_action'])['identifier']), sender });
    }
    // T1: which name of our check counts is said by the rules; T25: which policy, by the properties.
    case 'branch_protection_rule':
    case 'custom_property_values':
      return jobs({ kind: 'gates', ...at });
    case 'push':
      if (text(body['ref']).startsWith(TAG))
        return body['deleted'] === true ? [] : jobs(releaseOf(at, text(body['ref']).slice(TAG.length)));
      // Other branches change neither the inventory nor a policy.
      if (text(body['ref']) !== `refs/heads/${text(from['default_branch'])}`) return [];
      return [...jobs({ kind: 'branch', ...at }), ...landedJobs(at, body)];
    case 'release':
      return RELEASE.has(action) ? jobs(releaseOf(at, text(fields(body['release'])['tag_name']))) : [];
    case 'repository':
      return REPOSITORY.has(action) ? [{ kind: 'installation', installation }] : [];
    default:
      return [];
  }
}

/** Rules for tags and for pushes of files require no check. What is not said to be of one repository is of all of them. */
function rulesetJobs(ruleset: Fields, installation: number, repository: number | null): readonly Job[] {
  if (ruleset['target'] === 'tag' || ruleset['target'] === 'push') return [];
  const own = ruleset['source_type'] === 'Repository' && repository !== null;
  return [own ? { kind: 'gates', installation, repository } : { kind: 'all-gates', installation }];
}

/** T4: whether what was pushed had our success is asked once per push, by its last commit. A branch that was deleted has none. */
function landedJobs(at: { readonly installation: number; readonly repository: number }, body: Fields): readonly Job[] {
  const job: Job = { kind: 'landed', ...at, head: text(body['after']), sender: id(fields(body['sender'])['id']) ?? 0 };
  return body['deleted'] !== true && jobOfKey(keyOf(job)) !== null ? [job] : [];
}

/** Null for a name that is none: a key must give it back as it is. */
function releaseOf(at: { readonly installation: number; readonly repository: number }, tag: string): Job | null {
  return tag !== '' && tag.length <= LONGEST_TAG && tag.isWellFormed() ? { kind: 'release', ...at, tag } : null;
}

/** What a comment asks for; null: the event is none, or asks for nothing. */
export function commandOf(event: string, payload: unknown): Said | null {
  return event === 'issue_comment' ? saidIn(fields(payload)) : null;
}

/** The installation that a payload belongs to; 0 for events of the App itself. */
export function installationOfPayload(payload: unknown): number {
  return id(fields(fields(payload)['installation'])['id']) ?? 0;
}

export function actionOfPayload(payload: unknown): string | null {
  return /^[a-z_]{1,40}$/.exec(text(fields(payload)['action']))?.[0] ?? null;
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** As many digits as a key takes (jobs.ts). */
const LARGEST_ID = 999_999_999_999_999;

function id(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= LARGEST_ID ? value : null;
}
