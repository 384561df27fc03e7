/** What a lock holds to its bytes without being a component, or its hash: modules of Deno from JSR or an address, archives of conda by MD5 alone. */
import { createHash } from 'node:crypto';
import type { Bom } from '../../../model/index.ts';
import type { Draft } from '../../rule.ts';
import { short, titled } from './draft.ts';
import { type Steered, steeredAnew } from './steered.ts';

/** One that stays, by its version or address, and has another hash, none any more, or is answered by another server. */
export function draftsOfModules(rule: string, before: Bom | null, head: Bom): Draft[] {
  if (before === null) return [];
  const changed = steeredAnew(before, head).filter(({ now, was }) => now.what === 'module' && was !== null);
  return [...Map.groupBy(changed, ({ now }) => JSON.stringify([now.place.path, now.scope])).values()].flatMap((group) =>
    draftOf(rule, group),
  );
}

function draftOf(rule: string, group: readonly Steered[]): Draft[] {
  const [first] = group;
  if (first === undefined) return [];
  const { place, scope, blob } = first.now;
  const names = group.slice(0, 3).map(({ now, was }) => `${short(now.key)}: ${cut(was ?? '')} → ${cut(now.value)}`);
  return [
    {
      rule,
      component: 'tree',
      version: null,
      kind: 'tree',
      name: place.path,
      scope,
      gap: `module:${createHash('sha256')
        .update(JSON.stringify(group.map(({ now }) => [now.key, now.value])))
        .digest('hex')}`,
      requested: [blob],
      places: group.map(({ now }) => now.place),
      reason:
        `what the lock holds to its bytes stands for others than before (${names.join('; ')}${group.length > 3 ? `; ${group.length - 3} more` : ''})`.slice(
          0,
          300,
        ),
      fix: { title: titled(`Take back the hashes of ${place.path}`), edits: [], command: null },
      cause: `integrity ${place.path}`,
      weight: 2,
    },
  ];
}

function cut(text: string): string {
  return text.length > 20 ? `${text.slice(0, 19)}…` : text;
}
