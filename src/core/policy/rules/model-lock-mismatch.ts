/** model/lock-mismatch: the lock says other bytes than the hub for one and the same commit (T8). */
import { z } from 'zod';
import type { BomComponent } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { short } from './support/draft.ts';

const RULE = 'model/lock-mismatch';

const options = z.object({});

export const modelLockMismatch: Rule<z.output<typeof options>> = {
  id: RULE,
  about: {
    title: 'The lock and the hub disagree about the bytes of a commit',
    motivation:
      'A commit never changes its content. When the lock names other digests for it than the hub, somebody edited the lock, or the hub serves something else than before.',
    decides:
      'An entry whose commit is the one that the hub confirms: every file with a SHA-256 at the hub must be in the lock with the same digest and size, and every file of the lock must be at the hub. Of an entry that the change writes, small files that a load may take are fetched and hashed, as the hub lists them without SHA-256; license texts are compared wherever they were read; and where no place of the product asks for it, the hub must have its commit on a branch or tag. Compared is only what the hub answered in this run. It blocks everywhere.',
    remedy:
      'Run "weighbridge lock --update hf:org/name" and look at the difference. If the digests in your default branch were right before, do not load the model until you know why the hub changed.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  options,
  level: 'block',
  everywhere: true,
  topics: ['files'],
  libraries: 'none',
  judge: ({ bom }) =>
    [...bom.components, ...(bom.lockClaims ?? [])].flatMap((component) => {
      const { locked } = component;
      if (locked === undefined) return [];
      const different = component.sightings.length > 0 ? differences(component) : [...refutations(component), ...differences(component)];
      const [first] = different;
      if (first === undefined) return [];
      const more = different.length > 1 ? ` and ${different.length - 1} more` : '';
      return [
        {
          rule: RULE,
          component: component.identity,
          version: component.version,
          kind: component.kind,
          name: component.name,
          scope: 'product',
          gap: 'lock-mismatch',
          places: [locked.place],
          reason: `the lock does not have what the hub has at this commit: ${first}${more}`,
          fix: {
            title: `Write the lock of ${short(component.name)} anew`,
            edits: [],
            command: `weighbridge lock --update ${locked.reference}`,
          },
          cause: `lock-mismatch ${component.identity}`,
          weight: 1,
        },
      ];
    }),
};

/** Of an entry of the lock itself: what its host says against the commit that it names. */
function refutations({ verifications }: BomComponent): string[] {
  return verifications.filter(({ outcome }) => outcome === 'failed').map(({ detail }) => detail);
}

/** File names that differ, sorted. Empty where the hub did not answer for the commit of the lock. */
function differences({ locked, hub, claims }: BomComponent): string[] {
  if (locked === undefined || locked.vouches || hub?.commit?.toLowerCase() !== locked.commit || hub.files.length === 0) return [];
  const inLock = new Map(locked.files.map((file) => [file.path, file]));
  const atHub = new Map(hub.files.map((file) => [file.path, file]));
  // The hub lists small files without SHA-256; license texts were read and hashed in this run.
  const texts = new Map(claims.flatMap(({ from, file }) => (from === 'text' && file?.sha256 != null ? [[file.path, file.sha256]] : [])));
  const names = new Set([...inLock.keys(), ...atHub.keys()]);
  return [...names]
    .filter((name) => {
      const mine = inLock.get(name);
      const theirs = atHub.get(name);
      if (mine === undefined || theirs === undefined) return true;
      const sha256 = theirs.hashes.find(({ algorithm }) => algorithm === 'sha256')?.value ?? texts.get(name);
      return theirs.size !== mine.size || (sha256 !== undefined && sha256 !== mine.sha256);
    })
    .sort();
}
