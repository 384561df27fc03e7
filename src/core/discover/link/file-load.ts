/** Loads from an address → what they name: the file, the digest that the tree states of it, and what is known of an address that is computed. */
import { cleanUrl, redact } from '../../base/redact.ts';
import { digestInName, isBinding } from '../../base/stated-digest.ts';
import type { LoadFact, LoadSighting } from '../../model/index.ts';
import { isFileRef } from '../../ref/format.ts';
import { type FileRef, fileRef } from '../file-ref.ts';
import { hubFileUrl, mirroredFileUrl } from '../languages/shell/hub-url.ts';
import { isFileAtAddress, isModelFile, namesModelFile } from '../model-file.ts';
import type { Resolved } from './resolver.ts';

/** Whatever lies at an address: a data set, unless its name says weights. null: no address that can be kept. */
export function fileIdentity(
  { component, addresses }: LoadFact,
  text: string,
): (FileRef & { readonly component: 'model' | 'dataset' }) | null {
  const found = fileRef(text);
  const isModel = component === 'model' || isModelFile(text, addresses === 'beside');
  return found && { ...found, component: isModel ? 'model' : 'dataset' };
}

const ON_HUB = /^https?:\/\/(?:www\.)?(?:huggingface|hf)\.co\//;

/** Whether a load from an address can mean this text. One of the hub is found as such. */
export function isMeantAddress({ addresses }: LoadFact, { text, limited, expression, prefix = '', suffix = '' }: Resolved): boolean {
  const beside = addresses === 'beside';
  // What a call fetches of the hub, of a repository that is computed, is a load of its own: the address itself.
  if (text === null && addresses === 'all' && ON_HUB.test(prefix) && /\/(?:resolve|raw)\//.test(`${prefix} ${expression}`)) return false;
  // What a long table holds besides is found where it stands.
  if (limited === true) return false;
  if (text === null) return addresses === 'all' || (isFileAtAddress(`${prefix}x`) && namesModelFile(`${prefix}${suffix}`, beside));
  if (hubFileUrl(text) !== null || mirroredFileUrl(text) !== null) return false;
  return addresses === 'all' || addresses === 'known' ? isFileAtAddress(text) : isModelFile(text, beside);
}

/** What an unknown is called: what is known of an address says more than the name that is missing in it. Neither a login nor a query is shown (T21). */
export function shownName({ hub }: LoadFact, { text, prefix = '', suffix = '' }: Resolved, { ref }: Pick<FileRef, 'ref'>): string {
  if (hub !== 'url' || text !== null || prefix === '') return ref.name;
  return redact(`${prefix}…${suffix}`.replace(/[?#][\s\S]*$/, '')).slice(0, 200);
}

/** An address has no revision: what the code wants there, the digest beside it says. */
export function bindingOf({ digest }: LoadFact, { ref }: Pick<FileRef, 'ref'>): string | null {
  return ref.type === 'url' && digest !== undefined && isBinding(digest) ? digest : null;
}

/** What the place states of the file besides its name. */
export function statedOf(
  { digest }: LoadFact,
  { text }: Resolved,
  { ref }: Pick<FileRef, 'ref'>,
): Pick<LoadSighting, 'digest' | 'address'> {
  if (!isFileRef(ref)) return {};
  const address = ref.type === 'gh' && text !== null ? cleanUrl(text) : null;
  const stated = digest ?? (text === null ? null : digestInName(text));
  return { ...(stated === null ? {} : { digest: stated }), ...(address === null ? {} : { address }) };
}
