/** The image behind FROM: as it is written, by the defaults of ARG, or decided by whoever builds (Dockerfile reference, "ARG and FROM"). */
import type { At, Fact, ProblemFact } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import { problemFact } from '../../text-input.ts';
import type { Variable } from '../../languages/shell/values.ts';
import type { Word } from '../../languages/shell/words.ts';
import { mayNameAiImage } from '../../runs/ai-images.ts';
import { imageFact, imageText, type ImageText } from '../../runs/image-fact.ts';
import { readImageName } from '../../runs/image-name.ts';
import type { Stage } from './variables.ts';

/** A name of an image is shorter, whatever it is put together of. */
const MAX_TEXT = 600;
/** Defaults that name further variables: how deep, and how many in all (T39). */
const MAX_DEPTH = 5;
const MAX_FILLED = 40;

/** The word behind FROM with the defaults of the variables from before the first FROM; what has none stays as it is written. */
export function namedImage(word: Word | undefined, global: Stage): ImageText {
  const written = (word?.source.text ?? '').slice(0, MAX_TEXT).replaceAll(/["']/g, '');
  const { text, open } = imageText(filled(written, global, 0, { left: MAX_FILLED }));
  return { text, open: open || written.includes('$') };
}

function filled(text: string, global: Stage, depth: number, work: { left: number }): string {
  if (depth > MAX_DEPTH || text.length > MAX_TEXT || !text.includes('$')) return text;
  return text.replaceAll(
    /\$(?:\{([A-Za-z_]\w{0,100})(?::?-[^${}]{0,300})?\}|([A-Za-z_]\w{0,100}))/g,
    (shown, braced?: string, bare?: string) => {
      work.left -= 1;
      const known = work.left < 0 ? null : defaultOf(global.args.get(braced ?? bare ?? ''));
      return known === null ? shown : filled(known, global, depth + 1, work);
    },
  );
}

/** A default that has a variable in it is kept as it is written. */
function defaultOf(variable: Variable | undefined): string | null {
  const { value } = variable ?? {};
  const fixed = value?.kind === 'overridable' ? value.fallback : value;
  return (fixed?.kind === 'literal' || fixed?.kind === 'unmodeled') && fixed.text !== '' ? fixed.text : null;
}

/** The image, where it is one of AI. */
export function baseImage(named: ImageText, at: At): Fact[] {
  const fact = imageFact(named, 'FROM', at);
  return fact === null ? [] : [fact];
}

/** The image, where it is none of AI: it counts as soon as AI is put into it. */
export function plainBase({ text, open }: ImageText, at: At): Fact[] {
  const named = text === 'scratch' ? null : readImageName(text);
  if (named === null || imageFact({ text, open }, 'FROM', at) !== null) return [];
  const { ref, version } = named;
  return [{ kind: 'run', component: 'image', ref, version, api: 'FROM', how: open ? 'environment' : 'literal', base: true, ...at }];
}

/**
 * Nobody can tell the image from this file (T35). That is told, and nobody need act on it, unless what is written speaks of AI, or the image that it
 * takes the place of was one of AI (tree/unread).
 */
export function openImage({ text }: ImageText, stages: Iterable<string>, at: At): ProblemFact[] {
  if (text === '' || readImageName(text) !== null || isStage(text, stages)) return [];
  const shown = redact(text).slice(0, 100);
  const problem = problemFact('unsupported', `the image that is built on, "${shown}", has a part without a value in this file`, at);
  return [{ ...problem, mayBe: 'image', ...(mayNameAiImage(text.toLowerCase()) ? {} : { quiet: true as const }) }];
}

/** `FROM base-${TARGETARCH}`: one of the stages of this file, by all that is written of the name. */
function isStage(text: string, stages: Iterable<string>): boolean {
  const [before = '', ...rest] = text.toLowerCase().split(/\$(?:\{[^{}]{0,400}\}|\w{1,100})/);
  const after = rest.at(-1) ?? '';
  if (rest.length === 0 || (before === '' && after === '')) return false;
  for (const name of stages)
    if (name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after)) return true;
  return false;
}
