/** Steering files of one setting a line: .npmrc, .yarnrc, pip.conf, requirements. */
import type { At, ProblemFact, SteeringFact } from '../../model/index.ts';
import { decodeRequirements } from '../packages/requirements/encoding.ts';
import { logicalLines } from '../packages/requirements/lines.ts';
import { parseOptions } from '../packages/requirements/options.ts';
import { problemFact } from '../text-input.ts';
import { npmSettings, pipSettings, type LineSetting, yarnSettings } from './ini.ts';
import { registry, steering, type SteeringKind, unknownSetting } from './kind.ts';
import { HARMLESS, NPM_QUIET } from './npm-quiet.ts';

/** Whose value is a program or a file: it may be told as it stands. */
const NPM_NAMED =
  /^(?:script-shell|shell|node-options|onload-script|git|init-module|pnpmfile|global-pnpmfile|yarn-path|cafile|python|node-gyp|globalconfig|userconfig|yarn-offline-mirror|npmPath)$/;
/** Who is told the tree's secrets is no server that packages come from, and the secrets are not kept (T21). */
const CREDENTIAL = /^(?:\/\/\S{1,400}:)?(?:_authToken|_auth|_password|username|email|always-auth)$/;

function npmSetting({ key, value, line }: LineSetting): (SteeringFact | ProblemFact)[] {
  const at = { line, column: 1 };
  if (CREDENTIAL.test(key)) return [];
  if (/\$\{[^}]+\}/.test(key)) return [problemFact('unsupported', 'a setting whose name the environment decides', at)];
  // Yarn 1 takes what begins with dashes for one command: "--install.registry".
  const bare = key.replace(/^--(?:[\w*-]{1,40}\.)?/, '');
  if (/^(?:@[^:/\s]{1,200}:)?registry$/.test(bare)) {
    const found = registry(key, value, at);
    return found.length > 0 || value === '' ? found : [unknownSetting(key, value, at)];
  }
  if (NPM_QUIET.test(bare) || (Object.hasOwn(HARMLESS, bare) && HARMLESS[bare] === value)) return [];
  return [NPM_NAMED.test(bare) && value !== '' ? steering('hook', key, value, at) : unknownSetting(key, value, at)];
}

function npmrc(text: string): (SteeringFact | ProblemFact)[] {
  return npmSettings(text).flatMap(npmSetting);
}

function yarnrc(text: string): (SteeringFact | ProblemFact)[] {
  return yarnSettings(text).flatMap(npmSetting);
}

const PIP_INDEX = /^(?:index-url|pypi-url|index|extra-index-url|find-links|trusted-host)$/;
/** Of pip: how it looks and asks, or what is stricter than its default. */
const PIP_QUIET =
  /^(?:timeout|default-timeout|retries|resume-retries|quiet|verbose|no-color|no-input|disable-pip-version-check|progress-bar|format|columns|require-virtualenv|require-hashes|no-cache-dir|cache-dir|break-system-packages|user|no-warn-\S{1,40}|no-python-version-warning|log|exists-action|root-user-action|upgrade-strategy|prefer-binary|no-compile|compile|freeze-requirements)$/;

function pipConf(text: string): SteeringFact[] | null {
  const settings = pipSettings(text);
  if (settings === null) return null;
  return settings.flatMap(({ key, value, line }) => {
    const at = { line, column: 1 };
    if (PIP_QUIET.test(key)) return [];
    if (!PIP_INDEX.test(key)) return [unknownSetting(key, value, at)];
    return value
      .split(/\s+/)
      .filter((one) => one !== '')
      .flatMap((one) => placeOf(key, one, at));
  });
}

/** A server that packages come from, or a folder that they are taken from. */
function placeOf(key: string, value: string, at: At): SteeringFact[] {
  // A folder may look like the name of a channel.
  const isFolder = key.endsWith('find-links') && !value.includes('://');
  const found = isFolder ? [] : registry(key, hostOrAddress(key, value), at);
  return found.length > 0 ? found : [steering('hook', key, value, at)];
}

/** A trusted host is believed without a certificate, on whatever scheme. */
function hostOrAddress(key: string, value: string): string {
  return key.endsWith('trusted-host') && !value.includes('://') ? `http://${value}` : value;
}

function requirements(text: string): SteeringFact[] {
  return logicalLines(text).flatMap(({ text: line, line: number }) => {
    return line.startsWith('-') ? requirementOptions(line, { line: number, column: 1 }) : [];
  });
}

/** Of one line of options, as pip takes them. */
export function requirementOptions(line: string, at: At): SteeringFact[] {
  return (line.startsWith('-') ? (parseOptions(line) ?? []) : []).flatMap(({ name, value }) => {
    if (name === '--no-index') return [steering('hook', name, 'true', at)];
    // A list from elsewhere says what is installed; one of the tree is read by itself.
    if (/^--(?:requirement|constraint)$/.test(name)) return value.includes('://') ? placeOf(name, value, at) : [];
    return /^--(?:index-url|extra-index-url|find-links|trusted-host)$/.test(name) ? placeOf(name, value, at) : [];
  });
}

export const lineFiles: readonly SteeringKind[] = [
  {
    id: 'npmrc',
    alone: true,
    names: /(?:^|\/)\.npmrc$/,
    title: 'Settings of npm',
    says: 'registry, @scope:registry, and each setting that is not known to be harmless',
    read: npmrc,
  },
  {
    id: 'yarnrc',
    alone: true,
    names: /(?:^|\/)\.yarnrc$/,
    title: 'Settings of Yarn 1',
    says: 'registry, @scope:registry, and each setting that is not known to be harmless',
    read: yarnrc,
  },
  {
    id: 'pip-conf',
    alone: true,
    names: /(?:^|\/)pip\.(?:conf|ini)$/,
    title: 'Settings of pip',
    says: 'index-url, extra-index-url, find-links, trusted-host, and each setting that is not known to be harmless',
    read: pipConf,
  },
  {
    id: 'requirements',
    decode: decodeRequirements,
    names: /(?:^|\/)[^/]*requirements[^/]*\.(?:txt|in|pip)$|(?:^|\/)(?:requirements\/[^/]+|[^/]*constraints[^/]*)\.(?:txt|in|pip)$/i,
    title: 'Indexes of a requirements file',
    says: '--index-url, --extra-index-url, --find-links, --no-index and --trusted-host, and lists that are taken from an address',
    read: requirements,
  },
];
