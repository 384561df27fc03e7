/** What a policy rests on: policies of other repositories at a tag or commit, and presets of this program. */
import { z } from 'zod';
import { isFullCommit, isShortCommit } from '../ref/parse.ts';
import { nearest } from './suggest.ts';
import { PRESET_IDS, type PresetId } from './presets.ts';

/** A file of another repository. */
export interface ExtendedFile {
  readonly kind: 'file';
  readonly owner: string;
  readonly repo: string;
  readonly path: string;
  /** A full commit, or the name of a tag. */
  readonly ref: string;
}

export type Extended = ExtendedFile | { readonly kind: 'preset'; readonly id: PresetId };

const FORM = 'Write it as "owner/repository//path@<tag or full commit>", or "preset:NAME".';
const FILE = /^([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100})\/\/([^@\s\\]{1,300})@([\w./+-]{1,120})$/;

/** Reads one entry; a text says what is wrong with it. A branch moves with every push, so none can be named: only tags and commits are looked for. */
export function parseExtended(text: string): Extended | string {
  if (text.startsWith('preset:')) {
    const id = text.slice('preset:'.length);
    const known = PRESET_IDS.find((one) => one === id);
    if (known !== undefined) return { kind: 'preset', id: known };
    const near = nearest(id, PRESET_IDS);
    return `There is no preset "${id.slice(0, 60)}". ${near === null ? `There are: ${PRESET_IDS.join(', ')}.` : `Did you mean "preset:${near}"?`}`;
  }
  const [, owner, repo, path, ref] = FILE.exec(text) ?? [];
  if (owner === undefined || repo === undefined || path === undefined || ref === undefined)
    return text.includes('@') ? FORM : `It names no tag and no commit. ${FORM}`;
  if (/^\.{1,2}$/.test(repo) || path.split('/').some((part) => part === '' || part === '.' || part === '..')) return FORM;
  if (ref.split('/').some((part) => part === '' || part.startsWith('.')) || ref.includes('..')) return FORM;
  if (isShortCommit(ref)) return `"${ref}" is a shortened commit: write all of it, or a tag.`;
  return { kind: 'file', owner, repo, path, ref };
}

/** "acme/policies//ai.yml@v1". */
export function extendedWords({ owner, repo, path, ref }: ExtendedFile): string {
  return `${owner}/${repo}//${path}@${ref}`;
}

/** A tag is its owner's to move; what stands at a full commit stays. */
export function isFixed({ ref }: ExtendedFile): boolean {
  return isFullCommit(ref);
}

export const extendsSchema = z
  .array(
    z.string().superRefine((text, context) => {
      const parsed = parseExtended(text);
      if (typeof parsed === 'string') context.addIssue({ code: 'custom', message: parsed });
    }),
  )
  .max(10)
  .optional()
  .describe(
    'Policies that this one rests on, the first one lowest: "owner/repository//path@<tag or full commit>", or "preset:NAME". What this file says goes before; its lists of what is denied add to theirs.',
  );
