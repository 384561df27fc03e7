/** `weighbridge license`: may a component under this license be used in this product? */
import { concludeLicense } from '../../license/conclude.ts';
import type { LineageNode } from '../../license/lineage/index.ts';
import type { Kind, ProductUse } from '../../model/index.ts';
import type { Ports } from '../../ports/index.ts';
import type { Ref } from '../../ref/index.ts';
import { lineageIn, productIn } from './from-input.ts';
import { judgeStated, type LicenseQuestion } from './judge-stated.ts';
import { licenseQuestionOf } from './of-ref.ts';
import type { LicenseOutput } from './output-schema.ts';
import { readLicenseInput } from './read-input.ts';

/** A text as `--input` takes it. `where`: what messages name. Throws InputError INPUT_INVALID with all mistakes. */
export function judgeLicenseInput(
  source: Uint8Array,
  where: string,
): { readonly name: string; readonly output: LicenseOutput; readonly product: ProductUse } {
  const input = readLicenseInput(source, where);
  const stated = lineageIn(input);
  const product = productIn(input, stated.graph);
  return { name: input.written.component.name, output: judgeStated({ ...stated, gated: null, parametersPublic: null }, product), product };
}

/** A license as people write it: an expression, a tag, a name. */
export function judgeLicenseText(text: string, kind: Kind, product: ProductUse): LicenseOutput {
  const { expression, unknown } = concludeLicense([{ from: 'package', text, name: null, link: null }]);
  return judgeStated(questionAbout({ name: text, kind, expression, unknown }), product);
}

/** One license, and nothing else known. */
function questionAbout(stated: Pick<LineageNode, 'name' | 'kind' | 'expression' | 'unknown'>): LicenseQuestion {
  const node = { ...stated, modalities: [], released: null, evidence: 'stated', missing: null } as const;
  return {
    graph: { root: stated.name, nodes: new Map([[stated.name, node]]), edges: [], cut: false, declared: false },
    disagreements: new Map(),
    gated: null,
    parametersPublic: null,
  };
}

/** What a hub or registry has. `unheard`: who did not answer. Throws InputError USAGE for what nobody can be asked about. */
export async function judgeLicenseOf(
  ref: Ref,
  product: ProductUse,
  ports: Ports,
): Promise<{ readonly output: LicenseOutput; readonly unheard: readonly string[] }> {
  const { question, unheard } = await licenseQuestionOf(ref, ports);
  return { output: judgeStated(question, product), unheard };
}
