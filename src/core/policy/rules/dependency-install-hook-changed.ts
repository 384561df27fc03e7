/** dependency/install-hook-changed: what an installer runs, or takes in the place of a package, is another thing than before. */
import { createHash } from 'node:crypto';
import semver from 'semver';
import { z } from 'zod';
import type { Draft, Rule } from '../rule.ts';
import { titled } from './support/draft.ts';
import { ownModules } from './support/own-modules.ts';
import { type Steered, steeredAnew } from './support/steered.ts';

const RULE = 'dependency/install-hook-changed';

/** Settings that one line shows; the places show all of them. */
const SHOWN = 3;
const LONG = 70;

export const dependencyInstallHookChanged: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'What an installer runs, or puts in the place of a package, changed',
    motivation:
      'A line in a settings file runs a program on every machine that installs, or exchanges a package below all that ask for it, and no lock of the base says so.',
    decides:
      'Only what a change adds or alters, once a file, with what it was and is:\n' +
      '- scripts of package.json that run at install (preinstall, install, postinstall, prepare and the like), outside node_modules\n' +
      '- yarnPath, yarn-path, plugins of Yarn, .pnpmfile.cjs, pnpmfile, script-shell, node-options and their like in .npmrc, strict-ssl=false, ignore-scripts=false; code of Yarn and pnpm in the tree by its bytes\n' +
      '- packages that may run scripts (onlyBuiltDependencies, trustedDependencies), configDependencies\n' +
      '- overrides, resolutions, packageExtensions, override-dependencies of uv, [patch] and source replacement of Cargo; a plain higher version in an override that was there is none\n' +
      '- replace in go.mod and go.work; not by a folder for a module that the base has as its own, or that it takes from nowhere\n' +
      '- patchedDependencies, and patches in the folders of Yarn and of patch-package, by their bytes\n' +
      '- index-strategy of uv; what builds the tree (build-system) beside the usual builders, plugins of poetry and pdm, custom hooks of hatch\n' +
      '- in a file that holds nothing but settings of such a tool, each setting that is not known to be harmless, also one that nobody here has heard of\n' +
      '- variables by which Go checks less: GONOSUMDB, GONOSUMCHECK, GOINSECURE, GOPRIVATE, GOSUMDB=off, GOFLAGS=-insecure\n' +
      'What is taken away, a file that moved, and a version of the package manager itself are no change. Nothing is run, asked or expanded.',
    remedy: 'Have somebody look at what runs, who knows why. When it is meant, waive this finding for the file.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  topics: [],
  judge: ({ bom, before }) => {
    if (before == null) return [];
    const isOwn = ownModules(before);
    const told = steeredAnew(before, bom).filter((one) => isHook(one) && !isOwn(one.now));
    return [...Map.groupBy(told, ({ now }) => JSON.stringify([now.place.path, now.scope])).values()].flatMap(draftOfFile);
  },
};

/** Other rules speak of them. */
const NO_HOOK: ReadonlySet<Steered['now']['what']> = new Set(['registry', 'own-name', 'member', 'folder', 'module']);

function isHook({ now, was }: Steered): boolean {
  if (NO_HOOK.has(now.what)) return false;
  return !(now.what === 'override' && was !== null && isBump(was, now.value));
}

/** Go says the name before the version. */
const NAMED = /^([\w.~-]{1,100}(?:\/[\w.~-]{1,100}){1,30}) (?=v\d)/;

/** A higher plain version or range of the same package. */
function isBump(was: string, now: string): boolean {
  if (NAMED.exec(was)?.[1] !== NAMED.exec(now)?.[1]) return false;
  const [old, next] = [was, now].map((text) => {
    const range = text.trim().replace(NAMED, '').replace(/^==/, '');
    return range.length <= 80 && semver.validRange(range) !== null ? semver.minVersion(range) : null;
  });
  return old != null && next != null && semver.gte(next, old);
}

function draftOfFile(all: readonly Steered[]): Draft[] {
  const [first] = all;
  if (first === undefined) return [];
  const { place, scope, blob } = first.now;
  const shown = all.slice(0, SHOWN).map(wordsOf);
  const more = all.length > SHOWN ? `; ${all.length - SHOWN} more` : '';
  return [
    {
      rule: RULE,
      component: 'tree',
      version: null,
      kind: 'tree',
      name: place.path,
      scope,
      gap: `hook:${createHash('sha256')
        .update(JSON.stringify(all.map(({ now }) => [now.place.path, now.key, now.value])))
        .digest('hex')}`,
      requested: [blob],
      places: all.map(({ now }) => now.place),
      reason: `${shown.join('; ')}${more}`,
      fix: { title: titled(`Look at what installing runs or exchanges by ${place.path}`), edits: [], command: null },
      cause: `${RULE} ${place.path}`,
      weight: 1,
    },
  ];
}

function wordsOf({ now, was }: Steered): string {
  const value = cut(now.value);
  return was === null ? `${now.key} is new: ${value}` : `${now.key}: ${cut(was)} → ${value}`;
}

function cut(text: string): string {
  return text.length > LONG ? `${text.slice(0, LONG - 1)}…` : text;
}
