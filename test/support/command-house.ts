/** An organization whose policy names approvers, and comments on its pull requests, answered as the App answers them. */
import { expect } from 'vitest';
import { runCommand } from '../../app/evaluate/commands/run.ts';
import { commandOf } from '../../app/jobs/events.ts';
import type { Said } from '../../app/jobs/comments.ts';
import { type AppHouse, appHouse, load, REPO } from './app-house.ts';

/** Where the policy of the organization is. */
export const HOME = 'acme/.weighbridge';
export const APPROVERS_POLICY =
  'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\napprovers: ["@acme/security"]\n';
export const COMMAND_PERMISSIONS = {
  checks: 'write',
  contents: 'write',
  issues: 'read',
  members: 'read',
  pull_requests: 'write',
  statuses: 'write',
};
export const DAY = 86_400_000;

export interface CommandHouse extends AppHouse {
  /** A pull request with a model that floats, judged once; with the id of that finding. */
  pull(by?: string, text?: string): Promise<{ readonly number: number; readonly head: string; readonly id: string }>;
  /** Writes a comment, and gives what is answered to it; null: nothing. ben is one of the approvers. */
  say(number: number, body: string, by?: string): Promise<string | null>;
  /** The newest webhook as a command; null: it asks for nothing. */
  heard(): Said | null;
  /** What the front door keeps of the newest webhook, worked on. */
  work(): Promise<string | null>;
  /** The command as the stores have it. */
  does(said: Said): Promise<void>;
  /** So many days from now, "2027-01-31". */
  day(days: number): string;
  waive(id: string, until?: string): string;
  conclusion(head: string): string | null | undefined;
}

export async function commandHouse(
  policy: string,
  permissions: Readonly<Record<string, string>> = COMMAND_PERMISSIONS,
  isPublic = false,
): Promise<CommandHouse> {
  const house = await appHouse({ files: { 'README.md': 'x\n' }, permissions, isPublic, events: ['issue_comment'] });
  const { github, app, stores, deps, target } = house;
  github.createRepository(HOME, { files: { 'weighbridge.yml': policy }, private: true });
  github.requireCheck(REPO, 'weighbridge', { app: app.id });
  for (const login of ['ben', 'eve', 'mallory']) github.createUser(login);
  for (const login of ['ben', 'eve']) {
    github.addMember('acme', login, 'member');
    github.addCollaborator(REPO, login, 'write');
  }
  github.createTeam('acme/security', { members: ['ada', 'ben'] });
  let opened = 0;

  const heard = (): Said | null => {
    const delivery = github.deliveries(app).at(-1);
    return commandOf(delivery?.event ?? '', delivery?.payload);
  };
  const does = (said: Said): Promise<void> => {
    const login = (id: number): Promise<string | null> =>
      Promise.resolve([...github.state.accounts.values()].find((one) => one.id === id)?.login ?? null);
    const judge = async (number: number): Promise<void> => void (await house.evaluate(number));
    return runCommand(deps, target, { comment: said.comment, login, judge }, new AbortController().signal);
  };
  const work = async (): Promise<string | null> => {
    const said = heard();
    if (said === null) return null;
    stores.say({ installationId: target.installationId, repositoryId: said.repository, comment: said.comment }, said);
    await does(said);
    const mark = `<!-- weighbridge answer ${said.comment} -->`;
    const answers = github.comments(REPO, said.number).filter(({ body }) => body.startsWith(mark));
    expect(answers.length).toBeLessThan(2);
    expect(answers.every((one) => one.app === app)).toBe(true);
    return answers[0]?.body ?? null;
  };
  const day = (days: number): string => new Date(deps.now().getTime() + days * DAY).toISOString().slice(0, 10);
  return {
    ...house,
    heard,
    does,
    work,
    day,
    async pull(by = 'eve', text = load('acme/a')) {
      const branch = `feature-${opened++}`;
      const head = github.pushCommit(REPO, { branch, from: 'main', files: { [`app/${branch}.py`]: text }, by });
      const number = github.openPullRequest(REPO, { head: branch, by });
      await house.evaluate(number);
      const { verdict } = stores.recorded.findLast((one) => one.number === number) ?? {};
      const found = verdict?.findings.find(({ finding }) => finding.rule === 'model/provenance');
      return { number, head, id: found?.finding.id ?? '' };
    },
    say(number, body, by = 'ben') {
      github.comment(REPO, number, body, by);
      return work();
    },
    waive: (id, until = day(30)) => `/weighbridge waive ${id} until ${until} because ticket 812`,
    conclusion: (head) => house.run(head)?.conclusion,
  };
}
