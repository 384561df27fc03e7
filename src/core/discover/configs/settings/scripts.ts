/** Scripts that stand in a text of a settings file: what a machine runs when it starts (`user_data` of Terraform), what a provisioner runs. */
import type { Fact } from '../../../model/index.ts';
import { embeddedReader } from '../../languages/shell/embedded.ts';
import { addFacts, isFull, newWork } from '../../languages/shell/limits.ts';
import { scriptFacts } from '../../languages/shell/loads.ts';
import { atPlace, type PlacedFile } from '../../languages/shell/mapped.ts';
import { mayCommand } from '../../languages/shell/surface.ts';
import { NO_VARIABLES } from '../../languages/shell/values.ts';
import type { KeyedNode } from '../keyed/tree.ts';

const MAX_SCRIPT = 100_000;
const MAX_NODES = 50_000;
/** Keys of commands in one line. */
const COMMAND = /^(?:user_?data|inline|command|script|startup_?script|metadata_startup_script|custom_?data|remote-exec|local-exec)$/i;

export function scriptsOfSettings(root: KeyedNode | null, file: PlacedFile): Fact[] {
  const facts: Fact[] = [];
  const context = { file, variables: NO_VARIABLES, implicit: null, python: embeddedReader(undefined, file), work: newWork() };
  const open: { readonly node: KeyedNode; readonly key: string }[] = root === null ? [] : [{ node: root, key: '' }];
  for (let index = 0; index < open.length && index < MAX_NODES && !isFull(facts); index++) {
    const { node, key } = open[index] as (typeof open)[number];
    if (node.kind === 'map') for (const { name, value } of node.fields()) if (value !== null) open.push({ node: value, key: name });
    if (node.kind === 'list') for (const item of node.items()) if (item !== null) open.push({ node: item, key });
    if (node.kind !== 'scalar' || node.text.length > MAX_SCRIPT) continue;
    const isScript =
      COMMAND.test(key) ||
      /^\s{0,20}#!/.test(node.text) ||
      (node.text.includes('\n') && /^[ \t]*(?:set -|export |apt|sudo |curl |wget |docker |pip)/m.test(node.text));
    if (!isScript || !mayCommand(node.text)) continue;
    // It has no place of its own: an escape may stand in it.
    addFacts(
      facts,
      scriptFacts(atPlace(node.text, node.at), context).filter(({ kind }) => kind !== 'endpoint' && kind !== 'problem'),
    );
  }
  return facts;
}
