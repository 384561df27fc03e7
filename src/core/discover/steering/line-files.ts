/** Steering files of one setting a line: .npmrc, .yarnrc, pip.conf, requirements. */
import type { SteeringFact } from '../../model/index.ts';
import { decodeRequirements } from '../packages/requirements/encoding.ts';
import { logicalLines } from '../packages/requirements/lines.ts';
import { registry, steering, type SteeringKind } from './kind.ts';

const MAX_LINE = 4_000;

/** "key = value" and "key value", with the section that they stand in; comments left out. */
function* settingsIn(text: string): Generator<{ key: string; value: string; section: string; line: number }> {
  let section = '';
  let last = '';
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.slice(0, MAX_LINE);
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const header = /^\s{0,20}\[([^\]]{1,100})\]/.exec(line)?.[1];
    if (header !== undefined) section = header.trim();
    const [, indent = '', key = '', value = ''] =
      /^(\s{0,40})["']?((?:@[\w.-]{1,100}:)?[\w.-]{1,80})["']?(?:\s{0,20}[=:]\s{0,20}|\s{1,20})(\S.{0,3000})$/.exec(line) ?? [];
    // pip lets several values of one key stand below each other.
    if (indent !== '' && last !== '' && /^\s+[a-z+]{2,12}:\/\//i.test(line))
      yield { key: last, value: line.trim(), section, line: index + 1 };
    else if (key !== '') {
      last = key;
      yield { key, value: value.trim().replace(/^(["'])(.*)\1$/, '$2'), section, line: index + 1 };
    } else last = /^\s{0,40}([\w.-]{1,80})\s{0,20}=\s{0,20}$/.exec(line)?.[1] ?? '';
  }
}

const NPM_REGISTRY = /^(?:registry|@[\w.-]{1,100}:registry)$/;
/** What npm and pnpm run, or let run, and whom they believe. */
const NPM_HOOK =
  /^(?:script-shell|shell|node-options|onload-script|git|init-module|pnpmfile|global-pnpmfile|ignore-scripts|unsafe-perm|strict-ssl|cafile|npmPath)$/;
/** As the tools have it anyway, or stricter. */
const HARMLESS: Readonly<Record<string, string>> = { 'ignore-scripts': 'true', 'strict-ssl': 'true', 'unsafe-perm': 'false' };

function npmrc(text: string): SteeringFact[] {
  return [...settingsIn(text)].flatMap(({ key, value, line }) => {
    const at = { line, column: 1 };
    if (NPM_REGISTRY.test(key)) return registry(key, value, at);
    return npmrcHook(key, value, line);
  });
}

function yarnrc(text: string): SteeringFact[] {
  return [...settingsIn(text)].flatMap(({ key, value, line }) => {
    const at = { line, column: 1 };
    if (NPM_REGISTRY.test(key)) return registry(key, value, at);
    return key === 'yarn-path' ? [steering('hook', key, value, at)] : npmrcHook(key, value, line);
  });
}

function npmrcHook(key: string, value: string, line: number): SteeringFact[] {
  return NPM_HOOK.test(key) && HARMLESS[key] !== value ? [steering('hook', key, value, { line, column: 1 })] : [];
}

const PIP_INDEX = /^(?:index-url|extra-index-url|find-links|trusted-host)$/;

function pipConf(text: string): SteeringFact[] {
  return [...settingsIn(text)].flatMap(({ key, value, line }) =>
    PIP_INDEX.test(key) ? value.split(/\s+/).flatMap((one) => registry(key, hostOrAddress(key, one), { line, column: 1 })) : [],
  );
}

/** A trusted host is believed without a certificate, on whatever scheme. */
function hostOrAddress(key: string, value: string): string {
  return key.endsWith('trusted-host') && !value.includes('://') ? `http://${value}` : value;
}

const OPTION = /(?:^|\s)(--(?:index-url|extra-index-url|find-links|trusted-host|pypi-url)|-[if])(?:\s*=\s*|\s+)(\S{1,2000})/g;
const SHORT: Readonly<Record<string, string>> = { '-i': '--index-url', '-f': '--find-links', '--pypi-url': '--index-url' };

function requirements(text: string): SteeringFact[] {
  return logicalLines(text).flatMap(({ text: line, line: number }) => {
    if (!line.startsWith('-')) return [];
    return [...line.matchAll(OPTION)].flatMap(([, option = '', value = '']) =>
      registry(SHORT[option] ?? option, hostOrAddress(option, value.replaceAll(/["']/g, '')), { line: number, column: 1 }),
    );
  });
}

export const lineFiles: readonly SteeringKind[] = [
  {
    id: 'npmrc',
    alone: true,
    names: /(?:^|\/)\.npmrc$/,
    title: 'Settings of npm',
    says: 'registry, @scope:registry, and what npm or pnpm runs',
    read: npmrc,
  },
  {
    id: 'yarnrc',
    alone: true,
    names: /(?:^|\/)\.yarnrc$/,
    title: 'Settings of Yarn 1',
    says: 'registry, @scope:registry and yarn-path',
    read: yarnrc,
  },
  {
    id: 'pip-conf',
    alone: true,
    names: /(?:^|\/)pip\.(?:conf|ini)$/,
    title: 'Settings of pip',
    says: 'index-url, extra-index-url, find-links and trusted-host',
    read: pipConf,
  },
  {
    id: 'requirements',
    decode: decodeRequirements,
    names: /(?:^|\/)[^/]*requirements[^/]*\.(?:txt|in)$|(?:^|\/)(?:requirements\/[^/]+|constraints[^/]*)\.(?:txt|in)$/i,
    title: 'Indexes of a requirements file',
    says: '--index-url, --extra-index-url, --find-links and --trusted-host',
    read: requirements,
  },
];
