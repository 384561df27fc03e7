/** What people accept before the hub gives them the files: some publishers put the license there and nowhere else. */
import { createHash } from 'node:crypto';
import { lookUp, lookUpUrl } from '../../license/catalogue.ts';
import { recognizeText } from '../../license/text/recognize.ts';
import type { LicenseClaim } from '../../model/index.ts';

/** The field of the card. */
const FIELD = 'extra_gated_prompt';
/** Headings and links that are looked at. */
const MAX_LOOKED_AT = 40;

/**
 * The whole text of a license; or a line or a link that is the name or the address of one. Most prompts ask for a name and an institution,
 * and claim nothing.
 */
export function claimsOfPrompt(prompt: unknown): LicenseClaim[] {
  if (typeof prompt !== 'string') return [];
  const bytes = new TextEncoder().encode(prompt);
  const found = recognizeText(bytes);
  const licenses = found.state === 'known' ? found.parts.map(({ ids }) => ids) : namedIn(prompt).map((id) => [id]);
  if (licenses.length === 0) return [];
  return [
    {
      from: 'gated-prompt',
      text: licenses.map(([id]) => id).join(' AND '),
      name: null,
      link: null,
      file: {
        path: FIELD,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        about: 'weights',
        licenses,
        confidence: found.state === 'known' ? found.confidence : 1,
        why: null,
        near: null,
      },
    },
  ];
}

function namedIn(prompt: string): string[] {
  const lines = prompt.split('\n', MAX_LOOKED_AT).map((line) => line.slice(0, 200).replace(/^[\s#*_=>"“([-]+|[\s#*_=:;,."”)\]-]+$/g, ''));
  const named = lines.flatMap((line) => {
    const found = lookUp(line.replace(/ agreement$/i, ''));
    const whole = found.state === 'known' ? found : lookUp(line);
    return whole.state === 'known' ? [whole.id] : [];
  });
  const links = [...prompt.matchAll(/https:\/\/[^\s<>()\]"']{1,300}/g)].slice(0, MAX_LOOKED_AT).flatMap(([url]) => lookUpUrl(url) ?? []);
  return [...new Set([...named, ...links])].sort();
}
