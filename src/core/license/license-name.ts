/** What people call a license. */
import { entryOf } from './catalogue.ts';

/** SPDX ids are what people know; for what SPDX has no id, the name says more: "Llama 3.1 Community License". */
export function licenseName(id: string): string {
  return id.startsWith('LicenseRef-') ? (entryOf(id)?.name ?? id) : id;
}
