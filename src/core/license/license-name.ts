/** What people call a license, and where its text stands. */
import { entryOf } from './catalogue.ts';
import { SPDX_BY_LOWER } from './spdx-ids.ts';

/** SPDX ids are what people know; for what SPDX has no id, the name says more: "Llama 3.1 Community License". */
export function licenseName(id: string): string {
  return id.startsWith('LicenseRef-') ? (entryOf(id)?.name ?? id) : id;
}

/** The address of its text; null: none is known. */
export function licenseAddress(id: string): string | null {
  return entryOf(id)?.url ?? (SPDX_BY_LOWER.has(id.toLowerCase()) ? `https://spdx.org/licenses/${id}.html` : null);
}
