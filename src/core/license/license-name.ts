/** What people call a license, and where its text stands. */
import { entryOf } from './catalogue.ts';
import { isMadeUp, leavesOf, parseConcluded } from './expression.ts';
import { SPDX_BY_LOWER } from './spdx-ids.ts';

/** SPDX ids are what people know; for what SPDX has no id, the name says more: "Llama 3.1 Community License". */
export function licenseName(id: string): string {
  return id.startsWith('LicenseRef-') ? (entryOf(id)?.name ?? id) : id;
}

/** "MIT License (MIT)": for who asks about one license, and may know either. */
export function licenseNameAndId(id: string): string {
  const [license = '', exception] = id.split(' WITH ');
  const name = (exception === undefined ? entryOf(id) : entryOf(license))?.name ?? id;
  return name === id ? id : `${name} (${id})`;
}

/** Each license of a combination that has a name beside its id. Empty: it is one license, or nobody can read it. */
export function namesInExpression(text: string): readonly string[] {
  const parsed = parseConcluded(text);
  if (parsed === null || parsed.kind === 'license') return [];
  const ids = [...new Set(leavesOf(parsed).map(({ id }) => id))].filter((id) => !isMadeUp(id));
  return ids.map(licenseNameAndId).filter((words, index) => words !== ids[index]);
}

/** The address of its text; null: none is known. */
export function licenseAddress(id: string): string | null {
  return entryOf(id)?.url ?? (SPDX_BY_LOWER.has(id.toLowerCase()) ? `https://spdx.org/licenses/${id}.html` : null);
}
