/** Where hosts are and who we are there: from the operator's environment and flags only, never from a file of the tree (T20). */
import { InputError } from '../../base/errors.ts';
import { redact } from '../../base/redact.ts';
import { ADVISORY_SERVICE } from '../../advisories/questions.ts';
import { advisoryService } from '../../advisories/service.ts';
import type { Host, HostService } from '../../hosts/host.ts';
import { hosts, registries } from '../../hosts/index.ts';
import type { Servers } from '../../hosts/registry.ts';
import type { Distribution } from './distribution.ts';
import { distributionServers } from './distribution-settings.ts';
import { isLoopback } from './loopback.ts';

/** Where one host is asked. */
export interface HostAddress {
  readonly service: HostService;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Sent to the origin of `baseUrl` and nowhere else (T19). */
  readonly token: string | null;
  /** Of one that speaks the distribution protocol of OCI: how it is signed in to. */
  readonly distribution?: Distribution;
  /** Where its servers are, by name; absent: it is one. */
  readonly servers?: ReadonlyMap<string, HostAddress>;
  /** Origins that its answers may point to; they are asked without the token. Absent: none. */
  readonly storage?: readonly string[];
}

/** As the address of a registry: it is not asked. */
const OFF = 'off';

/** The host that `--hub-url` means. */
const HUB = 'huggingface';

/** The operator's own forge. */
const FORGE = 'github';

export interface HubSettings {
  /** Base URL without a trailing slash. */
  readonly hubUrl: string;
  /** Sent to the origin of `hubUrl` and nowhere else. */
  readonly token: string | null;
  /** Not the public hub. */
  readonly custom: boolean;
  /** Hosts beside the hub that are asked, by id; absent where there are none. */
  readonly others?: ReadonlyMap<string, HostAddress>;
  /** Registries of packages that are asked, by id. */
  readonly registries?: ReadonlyMap<string, HostAddress>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Services that nobody is told anything unless the operator names their address, by the host of their questions. */
const ON_REQUEST: readonly (readonly [string, HostService])[] = [[ADVISORY_SERVICE, advisoryService]];

/** Names of variables that the operator sets for all hosts; whoever shows or hides an environment needs them. */
export const HOST_VARIABLES: { readonly addresses: readonly string[]; readonly credentials: readonly string[] } = {
  addresses: [
    ...[...hosts, ...registries].flatMap(({ service }) => service?.variables.url ?? []),
    ...hosts.flatMap(({ service }) => service?.storage?.variable ?? []),
    ...ON_REQUEST.map(([, service]) => service.variables.url),
  ],
  credentials: [...hosts, ...registries].flatMap(({ service }) => service?.variables.tokens ?? []),
};

/** Of these, addresses of registries: whoever runs for many asks them, and spends no credential of his own for others (T26). */
export const REGISTRY_VARIABLES: readonly string[] = [
  ...registries,
  ...hosts.filter(({ service }) => service?.distribution !== undefined),
].flatMap(({ service }) => service?.variables.url ?? []);

/**
 * `flags.hubUrl` wins over the variable of the hub. Each host has its own variables (T19): one credential for one origin.
 * Throws InputError USAGE for an address that must not be asked and for a token that cannot be one.
 */
export function hubSettings(env: Environment, flags: { readonly hubUrl: string | null }, known: readonly Host[] = hosts): HubSettings {
  const addresses = known.flatMap(({ id, service }): [string, HostAddress][] =>
    service === null ? [] : [[id, addressOf(service, env, id === HUB ? flags.hubUrl : null)]],
  );
  const hub = addresses.find(([id]) => id === HUB)?.[1];
  if (hub === undefined) throw new Error('the hub is one of the hosts');
  const requested = ON_REQUEST.flatMap(([id, service]): [string, HostAddress][] =>
    (env[service.variables.url]?.trim() ?? '') === '' ? [] : [[id, addressOf(service, env, null)]],
  );
  const others = [...addresses.filter(([id]) => id !== HUB), ...requested];
  // Where the operator's own forge is says nothing about who answers for models.
  const custom = addresses.some(([id, { baseUrl, service }]) => id !== FORGE && baseUrl !== service.publicUrl);
  const asked = registries.flatMap(({ id, service }): [string, HostAddress][] =>
    env[service.variables.url]?.trim() === OFF ? [] : [[id, addressOf(service, env, null)]],
  );
  return {
    hubUrl: hub.baseUrl,
    token: hub.token,
    custom,
    ...(others.length === 0 ? {} : { others: new Map(others) }),
    registries: new Map(asked),
  };
}

/** Where registries of packages are asked; one that is switched off has no address. */
export function registryServers({ registries: asked }: Pick<HubSettings, 'registries'>): Servers {
  return new Map([...(asked ?? [])].map(([id, { baseUrl }]) => [id, baseUrl]));
}

/** All of them by host id. */
export function addressesIn({ hubUrl, token, others, registries: asked }: Omit<HubSettings, 'custom'>): ReadonlyMap<string, HostAddress> {
  const service = hosts.find(({ id }) => id === HUB)?.service;
  return new Map([...(service == null ? [] : [[HUB, { service, baseUrl: hubUrl, token }] as const]), ...(others ?? []), ...(asked ?? [])]);
}

function addressOf(service: HostService, env: Environment, flag: string | null): HostAddress {
  const { url, tokens } = service.variables;
  if (service.distribution !== undefined) return withServers(service, env);
  const source = flag === null ? url : '--hub-url';
  const baseUrl = baseUrlOf(flag ?? (env[url]?.trim() || service.publicUrl), source, service);
  const { storage } = service;
  return { service, baseUrl, token: tokenOf(tokens, env), ...(storage === undefined ? {} : { storage: storageOf(storage, env, service) }) };
}

function storageOf({ variable, origins }: NonNullable<HostService['storage']>, env: Environment, service: HostService): readonly string[] {
  const named = env[variable]?.trim() ?? '';
  return named === '' ? origins : [new URL(baseUrlOf(named, variable, service)).origin];
}

/** What it is asked goes to the server that the question names, so that it has no credential of its own. */
function withServers(service: HostService, env: Environment): HostAddress {
  const found = distributionServers(service, env, (text, source) => baseUrlOf(text, source, service));
  const servers = [...found].map(([name, { address: baseUrl, distribution }]): [string, HostAddress] => [
    name,
    { service, baseUrl, token: null, distribution },
  ]);
  return { service, baseUrl: service.publicUrl, token: null, servers: new Map(servers) };
}

function baseUrlOf(text: string, source: string, { publicUrl, variables }: HostService): string {
  const example = `Write it like ${publicUrl}.`;
  // What is no URL may still hold a password: it is not repeated as it is (T21).
  if (!URL.canParse(text)) throw new InputError('USAGE', `${source} is not a URL: "${redact(text.slice(0, 200))}"`, example);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw new InputError(
      'USAGE',
      `${source} holds a user name or password`,
      variables.tokens[0] === undefined ? example : `Put the token into ${variables.tokens[0]}.`,
    );
  const loopback = url.protocol === 'http:' && isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !loopback)
    throw new InputError('USAGE', `${source} is neither https nor on this machine`, 'A token and the answers would travel in the clear.');
  if (url.search !== '' || url.hash !== '') throw new InputError('USAGE', `${source} has a query or a fragment`, example);
  return `${url.origin}${url.pathname}`.replace(/\/{1,100}$/, '');
}

function tokenOf(names: HostService['variables']['tokens'], env: Environment): string | null {
  const token = (names.map((name) => env[name]).find((value) => value !== undefined && value !== '') ?? '').trim();
  if (token === '') return null;
  // It becomes a header: a line break in it would be another header. The message does not repeat it.
  if (!/^[\x21-\x7e]{8,2000}$/.test(token))
    throw new InputError(
      'USAGE',
      `${names[0]} is not a token`,
      `A token is one word of at least 8 visible ASCII characters; unset ${names[0]} to ask without one.`,
    );
  return token;
}
