/** What most tests on the stand-in of GitHub begin with: acme with ada as its administrator, acme/product, an App that is installed there. */
import { generateKeyPairSync } from 'node:crypto';
import { type App, type FakeGitHub, type GitHubOptions, type Installation, startGitHub } from '../github-fake/index.ts';
import { type GitHubClient, clientOf } from './github-client.ts';

/** One for all scenes: making one takes longer than most tests. */
const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

export interface GitHubScene {
  readonly github: FakeGitHub;
  readonly app: App;
  readonly installation: Installation;
  /** As the installation, with all that the App may. */
  readonly client: GitHubClient;
}

const SCENE_PERMISSIONS = {
  administration: 'write',
  checks: 'write',
  contents: 'write',
  members: 'read',
  organization_administration: 'write',
  organization_custom_properties: 'read',
  pull_requests: 'write',
  statuses: 'write',
} as const;

const SCENE_EVENTS = [
  'branch_protection_rule',
  'check_run',
  'check_suite',
  'custom_property_values',
  'issue_comment',
  'membership',
  'merge_group',
  'pull_request',
  'pull_request_review',
  'push',
  'repository',
  'repository_ruleset',
] as const;

export async function openScene(options: GitHubOptions & { readonly webhookUrl?: string } = {}): Promise<GitHubScene> {
  const { webhookUrl, ...rest } = options;
  const github = await startGitHub(rest);
  github.createOrganization('acme');
  github.addMember('acme', 'ada', 'admin');
  github.createRepository('acme/product', { files: { 'a.py': 'one\n', 'docs/b.md': 'two\n' }, allowAutoMerge: true });
  const app = github.createApp({
    slug: 'weighbridge',
    privateKey: KEY,
    permissions: SCENE_PERMISSIONS,
    events: SCENE_EVENTS,
    ...(webhookUrl !== undefined && { webhookUrl, webhookSecret: 'a secret of the scene' }),
  });
  const installation = github.installApp(app, 'acme');
  return { github, app, installation, client: clientOf(github, github.installationToken(installation.id)) };
}
