/** A text that lies beside weights or data → what it claims (T11). */
import { createHash } from 'node:crypto';
import { lookUp } from '../license/catalogue.ts';
import { recognizeText } from '../license/text/recognize.ts';
import type { AnswerState, LicenseClaim, LicenseFile } from '../model/index.ts';
import type { NamedLicenseFile } from './license-files.ts';

/** A file that was read. A notice claims something only where it names the license of what the model is made from. */
export function claimOfText({ path, about }: NamedLicenseFile, bytes: Uint8Array): LicenseClaim[] {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (about === 'notice') {
    const named = namedInNotice(bytes);
    return named.length === 0 ? [] : [claim({ path, sha256, about, licenses: named, confidence: 1, why: null, near: null })];
  }
  const found = recognizeText(bytes);
  if (found.state === 'known') {
    const licenses = found.parts.map(({ ids }) => ids);
    return [claim({ path, sha256, about, licenses, confidence: found.confidence, why: null, near: null })];
  }
  return [claim({ path, sha256, about, licenses: [], confidence: null, why: found.why, near: found.nearest?.id ?? null })];
}

/** A file that is listed and was not read: what it says is not known, and that is not the same as nothing (T33). */
export function claimOfUnread({ path, about }: NamedLicenseFile, state: AnswerState, detail: string): LicenseClaim {
  return claim({ path, sha256: null, about, licenses: [], confidence: null, why: detail, near: null, unread: state });
}

function claim(file: LicenseFile): LicenseClaim {
  return { from: 'text', text: file.licenses.map(([id]) => id).join(' AND '), name: null, link: null, file };
}

/** Looked at of a notice, in characters; found in it. */
const MAX_NOTICE = 64 * 1024;
const MAX_NAMED = 5;

/**
 * "Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright ©…": licenses of models demand such a sentence. Notices also name the
 * licenses of libraries that went into the code, which say nothing of the weights: those of the SPDX list do not count.
 */
function namedInNotice(bytes: Uint8Array): string[][] {
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_NOTICE)).replace(/\s+/g, ' ');
  const names = [
    ...text.matchAll(/\b(?:licensed|provided) under (?:and subject to )?(?:the )?([^,.;:()"“”]{3,80}(?:\.\d[^,.;:()"“”]{0,60}){0,2})/gi),
  ];
  const ids = names.slice(0, 100).flatMap(([, name = '']) => {
    const found = lookUp(name);
    return found.state === 'known' && found.id.startsWith('LicenseRef-') ? [found.id] : [];
  });
  return [...new Set(ids)].slice(0, MAX_NAMED).map((id) => [id]);
}
