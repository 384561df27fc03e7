/** A settings file as data, by what its text is: a detector does not know the name of its file. */
import type { DatumRead } from './datum.ts';
import { readHclDatum } from './hcl.ts';
import { readJsonDatum } from './json.ts';
import { readLinesDatum } from './lines.ts';
import { readTomlDatum } from './toml.ts';
import { readYamlDatum } from './yaml.ts';

export function readSettings(text: string): DatumRead {
  const begin = text
    .slice(0, 10_000)
    .replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '')
    .trimStart()[0];
  if (begin === '{') return readJsonDatum(text);
  if (HCL_BLOCK.test(text)) return readHclDatum(text);
  const toml = TOML_LINE.test(text) ? readTomlDatum(text) : null;
  if (toml?.whole === true) return toml;
  const other = begin === '[' ? readJsonDatum(text) : readYamlDatum(text);
  // Lines of variables are one text to YAML.
  const isData = other.whole && other.roots.some(({ kind }) => kind !== 'text');
  return isData || toml === null ? other : readLinesDatum(text);
}

/** A block of HCL: its type, its labels, a bracket. */
const HCL_BLOCK =
  /^(?:resource|data|module|variable|output|locals|provider|terraform|job|group|source|build|packer)(?:[ \t]{1,20}"[^"\n]{1,200}"){0,3}[ \t]{0,20}\{/m;

/** A header of a table, or a key with a value. */
const TOML_LINE = /^[ \t]{0,20}(?:\[{1,2}[^\]\n]{1,200}\]{1,2}[ \t]{0,20}(?:#|\r?$)|[\w."'-]{1,80}[ \t]{0,20}=)/m;
