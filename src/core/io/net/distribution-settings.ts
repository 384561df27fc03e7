/** Which registries of images may be asked, and who we are there: the house's list, and the operator's (T19, T20). */
import { InputError } from '../../base/errors.ts';
import type { DistributionServer, HostService } from '../../hosts/host.ts';
import type { Distribution } from './distribution.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface DistributionAddress {
  readonly address: string;
  readonly distribution: Distribution;
}

/** As an entry: none of the house's list is asked. */
const OFF = 'off';
const MAX_ENTRIES = 100;
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::\d{1,5})?$/;

/**
 * By name. The variable of the address holds entries with spaces between them: `off`, `https://registry.example`, `docker.io=https://mirror.example`;
 * behind the address, with commas, other origins that hand out its tokens or hold its blobs. The variable of the token holds `name=user:secret`.
 * `clean` checks an address. Throws InputError USAGE, which repeats no secret.
 */
export function distributionServers(
  { distribution, variables, publicUrl }: HostService,
  env: Environment,
  clean: (text: string, source: string) => string,
): ReadonlyMap<string, DistributionAddress> {
  const source = variables.url;
  const entries = wordsOf(env[source], source);
  const known = distribution?.servers ?? [];
  // Where there is one, its address alone takes its place.
  const only = known.length === 1 ? known[0]?.name : undefined;
  const own = entries.filter((entry) => entry !== OFF).map((entry) => serverOf(entry, source, { publicUrl, only }, clean));
  const all = [...(entries.includes(OFF) ? [] : known), ...own];
  const [tokens = ''] = variables.tokens;
  const credentials = new Map(tokens === '' ? [] : wordsOf(env[tokens], tokens).map((entry) => credentialOf(entry, tokens)));
  // The last one of a name counts, so that the operator's takes the place of the house's.
  return new Map(
    all.map(({ name, address, signIn, stores }) => [
      name,
      { address, distribution: { signIn, stores, credential: credentials.get(name) ?? null } },
    ]),
  );
}

function serverOf(
  entry: string,
  source: string,
  { publicUrl, only }: { readonly publicUrl: string; readonly only: string | undefined },
  clean: (text: string, source: string) => string,
): DistributionServer {
  const [, named, rest = ''] = /^(?:([^=/\s]{1,260})=)?(.+)$/.exec(entry) ?? [];
  const [first = '', ...more] = rest.split(',').map((one) => clean(one, source));
  const name = named ?? only ?? new URL(first).host;
  if (!NAME.test(name))
    throw new InputError(
      'USAGE',
      `${source} names a registry that no image can come from`,
      `Write it like ${publicUrl} or docker.io=${publicUrl}.`,
    );
  const origins = more.map((one) => new URL(one).origin);
  return { name, address: first, signIn: origins, stores: origins };
}

function credentialOf(entry: string, source: string): readonly [string, string] {
  const [, name = '', credential = ''] = /^([^=\s]{1,260})=([\x21-\x39\x3b-\x7e]{1,500}:[\x21-\x7e]{4,4000})$/.exec(entry) ?? [];
  if (!NAME.test(name))
    throw new InputError('USAGE', `${source} has an entry that is no credential of a registry`, `Write each like ghcr.io=user:secret.`);
  return [name, credential];
}

function wordsOf(text: string | undefined, source: string): string[] {
  const words = (text ?? '').split(/\s+/).filter((word) => word !== '');
  if (words.length > MAX_ENTRIES)
    throw new InputError('USAGE', `${source} has more than ${MAX_ENTRIES} entries`, 'Name only those that images come from.');
  return words;
}
