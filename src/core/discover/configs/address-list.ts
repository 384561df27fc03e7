/** Lists of addresses: lines of a text file that are each the address of a model's file, as `wget -i`, `aria2c -i` and scripts with a loop take them. */
import type { Fact, LoadFact } from '../../model/index.ts';
import type { Detector, FileInput } from '../detector.ts';
import { hubFileUrl, mirroredFileUrl } from '../languages/shell/hub-url.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { atPlace, placedFile } from '../languages/shell/mapped.ts';
import { urlFact } from '../languages/shell/url-loads.ts';
import { isFileAtAddress, isModelFile, mayHoldModelFile, namesModelFile } from '../model-file.ts';
import { noGrammar } from '../text-input.ts';
import { downloadOf } from '../plain-load.ts';

const LIMIT = 1024 * 1024;
const NAMES = /\.(?:txt|lst|list|urls?|links?|conf|cfg|aria2|input|in)$|(?:^|\/)(?:urls?|links?|downloads?|models?|weights|checkpoints)$/i;
/** Texts for people and for robots, and lists of packages: their addresses are no downloads. */
const OTHERS =
  /(?:^|\/)(?:readme|license|notice|changelog|llms(?:-full)?|robots|humans|security|requirements|constraints)[\w.-]{0,60}\.txt$/i;
/** The address first; what stands behind it belongs to whoever reads the list. */
const LINE = /^[ \t]{0,20}(?:-[ \t]{1,5})?["']?((?:https?|ftp|s3|gs):\/\/[^\s"'|,]{4,2000})["']?(?:[ \t|,][^\n]{0,500})?\r?$/;
/** The name under which aria2c keeps what the line above brings. */
const NAMED = /^[ \t]{1,20}out[ \t]{0,5}=[ \t]{0,5}([^\s]{1,300})/;

export const addressListDetector: Detector = {
  id: 'address-list',
  version: 1,
  about: {
    title: 'Models in lists of addresses',
    motivation: 'A script that downloads a list names no model itself: the list does, in a file that looks like text.',
    decides:
      'Lines of .txt, .lst, .conf and the like, and of files that are called urls or downloads, that begin with an address: of a file on the hub, or of weights on any server; of aria2c the name under which the file is kept counts, too. An address in a sentence, README files, and lists of packages are left out.',
    remedy: 'Name a full commit in the address:\nhttps://huggingface.co/org/name/resolve/<40 hex>/model.safetensors',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) => NAMES.test(path) && !OTHERS.test(path) && (size === null || size <= LIMIT),
  grammar: noGrammar,
  facts: readList,
};

function readList({ bytes }: FileInput): readonly Fact[] {
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('://') || !(mayHoldModelFile(text) || /\/resolve\/|^[ \t]{1,20}out[ \t]{0,5}=/m.test(text))) return [];
  const file = placedFile(text);
  const facts: LoadFact[] = [];
  let offset = 0;
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const address = LINE.exec(line.slice(0, 3_000))?.[1];
    const at = offset + (address === undefined ? 0 : line.indexOf(address));
    offset += line.length + 1;
    if (address === undefined) continue;
    const hub = hubFileUrl(address) ?? mirroredFileUrl(address);
    if (hub !== null) {
      facts.push(urlFact(hub, atPlace(address, at), address, 'download', file));
      continue;
    }
    const kept = NAMED.exec(lines[index + 1] ?? '')?.[1] ?? NAMED.exec(lines[index + 2] ?? '')?.[1];
    const isKept = kept !== undefined && namesModelFile(kept, false) && isFileAtAddress(address);
    if (isKept || isModelFile(address, false)) facts.push(downloadOf({ kind: 'literal', text: address }, file.at(at)));
  }
  return limitedFacts(facts);
}
