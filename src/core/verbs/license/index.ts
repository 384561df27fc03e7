/** `weighbridge license`: may a component under this license be used in this product? */
import { concludeLicense } from '../../license/conclude.ts';
import type { Kind, ProductUse } from '../../model/index.ts';
import type { Ports } from '../../ports/index.ts';
import type { Ref } from '../../ref/index.ts';
import { lineageIn, productIn } from './from-input.ts';
import { judgeStated } from './judge-stated.ts';
import { licenseQuestionOf, questionAbout } from './of-ref.ts';
import type { LicenseOutput } from './output-schema.ts';
import { readLicenseInput } from './read-input.ts';

/** A text as `--input` takes it. `where`: what messages name. Throws InputError INPUT_INVALID with all mistakes. */
export function judgeLicenseInput(source: Uint8Array, where: string): { readonly name: string; readonly output: LicenseOutput } {
  const input = readLicenseInput(source, where);
  const stated = lineageIn(input);
  const output = judgeStated({ ...stated, gated: null, parametersPublic: null }, productIn(input, stated.graph));
  return { name: input.written.component.name, output };
}

/** A license as people write it: an expression, a tag, a name. */
export function judgeLicenseText(text: string, kind: Kind, product: ProductUse): LicenseOutput {
  const { expression, unknown } = concludeLicense([{ from: 'package', text, name: null, link: null }]);
  return judgeStated(questionAbout({ name: text, kind, expression, unknown }), product);
}

/** What a hub or registry has. Throws InputError USAGE for what nobody can be asked about. */
export async function judgeLicenseOf(ref: Ref, product: ProductUse, ports: Ports): Promise<LicenseOutput> {
  return judgeStated(await licenseQuestionOf(ref, ports), product);
}
