/** Addresses of models among the words of a command. */
import { isScalar, isSeq, type Node } from 'yaml';
import type { Fact } from '../../../model/index.ts';
import type { PlacedFile } from '../../languages/shell/mapped.ts';
import { addressLoad } from '../keyed/addresses.ts';
import { PROCESS_KEYS } from './command-keys.ts';
import type { References, YamlField } from './references.ts';
import { scalarText } from './scalar.ts';

/** `command: ["huggingface://org/name/file"]` */
export function addressesInCommands(fields: readonly YamlField[], references: References, file: PlacedFile): Fact[] {
  return fields.flatMap(({ name, value }) => {
    if (!PROCESS_KEYS.includes(name) || !isSeq<Node | null>(value)) return [];
    return value.items.flatMap((item) => {
      const node = references.target(item);
      return isScalar(node) && /^(?:hf|huggingface|ollama):/.test(String(node.value))
        ? addressLoad(name, String(node.value), () => scalarText(node, file.text), file)
        : [];
    });
  });
}
