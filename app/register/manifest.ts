/** What GitHub is asked to register: app.yml with the addresses of this operator (GitHub docs, "Registering a GitHub App from a manifest"). */
import { parse } from 'yaml';
import { z } from 'zod';

/** GitHub takes no longer name, and each name once in the world. */
const LONGEST_NAME = 34;

const FILE = z.object({
  description: z.string(),
  url: z.url(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
});

export interface AppManifestOptions {
  /** Text of app.yml. */
  readonly file: string;
  /** null: "Weighbridge <organization>", as the short name is taken. The person may still change it at GitHub. */
  readonly name: string | null;
  readonly organization: string | null;
  /** Where GitHub reaches the App, without a path. */
  readonly url: URL;
  /** Where the browser is sent back to. */
  readonly redirectUrl: string;
  /** The button "Pin models" pushes a commit. */
  readonly pinModels: boolean;
}

/** JSON of the manifest. Throws ZodError for an app.yml that is not ours. */
export function manifestOf({ file, name, organization, url, redirectUrl, pinModels }: AppManifestOptions): string {
  const { default_permissions: permissions, ...rest } = FILE.parse(parse(file));
  return JSON.stringify({
    ...rest,
    name: (name ?? `Weighbridge ${organization ?? ''}`.trim()).slice(0, LONGEST_NAME),
    hook_attributes: { url: `${url.origin}/webhooks`, active: true },
    redirect_url: redirectUrl,
    public: false,
    default_permissions: pinModels ? { ...permissions, contents: 'write' } : permissions,
  });
}

/** Where the form is sent: a page of GitHub, not of its API. api.github.com → github.com; of an Enterprise server the same host without /api/v3. */
export function formAddress(api: string, organization: string | null, state: string): string {
  const { protocol, host } = new URL(api);
  const owner = organization === null ? '' : `/organizations/${organization}`;
  return `${protocol}//${host.replace(/^api\./, '')}${owner}/settings/apps/new?state=${state}`;
}
