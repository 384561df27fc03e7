/** What a call that fetches a file from an address says of it: the address, and the digest that it compares. */
import { statedDigestIn } from '../../../base/stated-digest.ts';
import type { Expression, LoadFact } from '../../../model/index.ts';
import { driveAddress } from '../../file-ref.ts';
import { namesModelFile, saysModelFile } from '../../model-file.ts';
import { hubFileUrl, mirroredFileUrl } from '../shell/hub-url.ts';
import type { ApiRow } from './api-row.ts';
import { namesAround, textsBeside } from './address-text.ts';
import type { CallArguments } from './arguments.ts';
import type { Node } from './syntax/index.ts';

/** `gdown.download(id="…")`: the address that it stands for. null: one of the hub, which is found as such. */
export function fetchedTarget(row: ApiRow, args: CallArguments, target: Expression): Expression | null {
  if (target.kind === 'literal' && (hubFileUrl(target.text) ?? mirroredFileUrl(target.text)) !== null) return null;
  if (row.drive !== true || args.keyword('id').length === 0) return target;
  return target.kind === 'literal' ? { kind: 'literal', text: driveAddress(target.text) } : target;
}

/** `call`: with its arguments. */
export function fetchedFile(row: ApiRow, call: Node, list: Node): Pick<LoadFact, 'addresses' | 'digest' | 'component'> {
  const texts = textsBeside(list.namedChild(0) ?? list);
  const digests = new Set(texts.flatMap((text) => statedDigestIn(text) ?? []));
  const [digest] = digests;
  const words = `${namesAround(call)} ${texts.join(' ')}`;
  // Also in `str(CACHE / "model.pth")`.
  const named = Array.from(list.text.slice(0, 1_000).matchAll(/["']([^"'\s]{1,200})["']/g), ([, text = '']) => text);
  const isKeptAsModel = named.some((text) => namesModelFile(text, saysModelFile(words)));
  return {
    // A file that is kept under the name of weights is one, whatever its address is.
    addresses: isKeptAsModel ? 'all' : (row.addresses ?? 'known'),
    component: isKeptAsModel ? 'model' : row.component,
    ...(digest === undefined || digests.size > 1 ? {} : { digest }),
  };
}
