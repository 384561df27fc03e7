/** Python of the product: modules that import one another, within their package and across, their tests, settings and examples. */
import { AREAS, MODULES, moduleName, packageName } from './layout.ts';
import { type Load, modelName } from './loads.ts';
import { draw, drawOf, NOUNS, sentence, VERBS } from './random.ts';

export interface Writing {
  /** How many packages there are to import from. */
  readonly packages: number;
  readonly load: Load | null;
  /** 0 on main; another number is another state of the file. */
  readonly edit: number;
}

const FUNCTIONS = 8;
/** Of a hundred modules so many import from another package, and so many from the first one, which everybody uses. */
const ACROSS = 35;
const COMMON = 20;

/** What the module defines, the `which`-th: modules that import it name it so. */
function functionName(number: number, at: number, which: number): string {
  return `${VERBS[(which * 3 + at) % VERBS.length]}_${drawOf(NOUNS, number, at, which)}`;
}

function className(number: number, at: number): string {
  const noun = drawOf(NOUNS, number, at, 99);
  return `${noun[0]?.toUpperCase()}${noun.slice(1)}`;
}

interface Import {
  readonly from: string;
  readonly name: string;
}

function importOf(number: number, at: number, which: number): Import {
  return { from: moduleName(number, at), name: functionName(number, at, which) };
}

function importsOf(number: number, at: number, packages: number): readonly Import[] {
  const found = [importOf(number, draw(MODULES, number, at, 1), draw(FUNCTIONS - 1, number, at, 2))];
  if (draw(100, number, at, 3) < ACROSS)
    found.push(importOf(draw(packages, number, at, 4), draw(MODULES, number, at, 5), draw(FUNCTIONS - 1, number, at, 6)));
  if (draw(100, number, at, 7) < COMMON) found.push(importOf(0, draw(4, number, at, 8), 0));
  return found.filter(({ from }, index) => from !== moduleName(number, at) && found.findIndex((one) => one.from === from) === index);
}

/** The lines that take the model, and what must be imported for them. */
export function loadLines({ model, revision, named }: Load, number: number): { imports: string; body: string } {
  const name = named ? 'ENCODER' : `"${model}"`;
  return {
    imports: `from transformers import AutoModel\n${named ? `from ${packageName(number)}.settings import ENCODER\n` : ''}`,
    body: `model = AutoModel.from_pretrained(${name}, revision="${revision}")\n`,
  };
}

export function moduleText(number: number, at: number, { packages, load, edit }: Writing): string {
  const imports = importsOf(number, at, packages);
  const loading = load === null ? null : loadLines(load, number);
  const numeric = draw(100, number, at, 9) < 8 ? 'import numpy as np\n' : '';
  const noun = className(number, at);
  const head = `"""${sentence(9, number, at)}"""\nfrom __future__ import annotations\n\nimport json\nimport logging\nfrom dataclasses import dataclass\nfrom pathlib import Path\n\n`;
  const own = imports.map(({ from, name }) => `from ${from} import ${name}\n`).join('');
  const type = `@dataclass\nclass ${noun}:\n    name: str\n    ${drawOf(NOUNS, number, at, 10)}: str | None = None\n    size: int = ${draw(900, number, at, 11)}\n`;
  const functions = Array.from({ length: FUNCTIONS - draw(2, number, at) }, (_, which) => functionText(number, at, which, imports));
  const more =
    edit === 0 ? '' : `\n\ndef changed_${edit}(items: list[${noun}]) -> int:\n    return sum(item.size for item in items) + ${edit}\n`;
  return `${head}${numeric}${loading?.imports ?? ''}${own}\nlogger = logging.getLogger(__name__)\n${loading?.body ?? ''}\n\n${type}${functions.join('')}${more}`;
}

function functionText(number: number, at: number, which: number, imports: readonly Import[]): string {
  const name = functionName(number, at, which);
  const noun = className(number, at);
  const used = imports[which % Math.max(1, imports.length)]?.name ?? 'list';
  const field = drawOf(NOUNS, number, at, 10);
  const seed = draw(1_000, number, at, which, 12);
  const about = `    """${sentence(7 + (seed % 6), number, at, which)}"""\n`;
  const bodies = [
    `(items: list[${noun}], limit: int = ${seed}) -> list[${noun}]:\n${about}    kept = []\n    for item in items:\n        if item.${field} is None:\n            logger.debug("no ${field}: %s", item.name)\n            continue\n        kept.append(item)\n        if len(kept) >= limit:\n            break\n    return ${used}(kept)\n`,
    `(folder: Path, name: str = "${drawOf(NOUNS, seed)}.json") -> dict[str, ${noun}]:\n${about}    path = folder / name\n    if not path.exists():\n        return {}\n    with path.open(encoding="utf-8") as file:\n        data = json.load(file)\n    return {key: ${noun}(**value) for key, value in data.items() if value.get("size", 0) < ${seed}}\n`,
    `(first: ${noun}, second: ${noun}, *, strict: bool = False) -> ${noun}:\n${about}    if strict and first.name != second.name:\n        raise ValueError(f"{first.name} is not {second.name}")\n    merged = {**vars(first), **vars(second)}\n    merged["size"] = max(first.size, second.size, ${seed})\n    return ${noun}(**merged)\n`,
    `(items: list[${noun}]) -> dict[str, list[${noun}]]:\n${about}    groups: dict[str, list[${noun}]] = {}\n    for item in ${used}(items):\n        groups.setdefault(item.${field} or "${drawOf(NOUNS, seed, 1)}", []).append(item)\n    for key in list(groups):\n        if sum(item.size for item in groups[key]) > ${seed * 7}:\n            logger.info("%s is large", key)\n    return groups\n`,
  ];
  return `\n\ndef ${name}${bodies[(seed + which) % bodies.length]}`;
}

export function initText(number: number, at: number): string {
  if (at > 0) return `"""The ${AREAS[at - 1]} of ${packageName(number)}."""\n`;
  return `"""${sentence(8, number)}"""\nfrom ${moduleName(number, 0)} import ${functionName(number, 0, 0)}\n\n__all__ = ["${functionName(number, 0, 0)}"]\n`;
}

export function settingsText(number: number, { edit }: Writing): string {
  const model = edit === 0 ? modelName(number, true) : `${modelName(number, true)}-v${edit}`;
  return `"""Settings of ${packageName(number)}."""\nimport os\n\nTIMEOUT = ${10 + draw(50, number)}\nRETRIES = 3\nENCODER = "${model}"\nADDRESS = os.environ.get("${packageName(number).toUpperCase()}_ADDRESS", "localhost:8080")\n`;
}

export function testText(number: number, at: number, { load }: Writing): string {
  const { from, name } = importOf(number, draw(MODULES, number, at, 20), 0);
  const loading = load === null ? null : loadLines(load, number);
  const cases = Array.from(
    { length: 3 + draw(4, number, at) },
    (_, which) =>
      `\n\n@pytest.mark.parametrize("size", [1, ${draw(99, number, at, which)}])\ndef test_${name}_${drawOf(NOUNS, number, at, which)}_${which}(size):\n    """${sentence(6, number, at, which)}"""\n    result = ${name}\n    assert callable(result)\n    assert size > 0, "${sentence(5, number, at, which, 1)}"\n`,
  );
  return `import pytest\n${loading?.imports ?? ''}from ${from} import ${name}\n${loading?.body ?? ''}${cases.join('')}`;
}

export function exampleText(number: number, { load }: Writing): string {
  const { from, name } = importOf(number, 0, 0);
  const loading = load === null ? null : loadLines(load, number);
  return `"""${sentence(6, number, 30)}"""\n${loading?.imports ?? ''}from ${from} import ${name}\n${loading?.body ?? ''}\nprint(${name})\n`;
}

/** A notebook with outputs, as they are committed. */
export function notebookText(number: number, { load }: Writing): string {
  const { from, name } = importOf(number, 2, 0);
  const loading = load === null ? null : loadLines(load, number);
  const sources = [
    `import pandas as pd\nfrom ${from} import ${name}\n${loading?.imports ?? ''}`,
    `${loading?.body ?? ''}rows = pd.read_csv("rows.csv")\nrows.head()\n`,
  ];
  const cells = Array.from({ length: 6 }, (_, at) => ({
    cell_type: at % 2 === 0 ? 'markdown' : 'code',
    metadata: {},
    source: (at % 2 === 0
      ? `# ${sentence(6, number, at, 40)}\n${sentence(20, number, at, 41)}`
      : (sources[(at - 1) >> 1] ?? `rows.plot(x="${drawOf(NOUNS, number, at)}")\n`)
    ).split(/(?<=\n)/),
    ...(at % 2 === 0
      ? {}
      : { execution_count: at, outputs: [{ output_type: 'stream', name: 'stdout', text: [`${sentence(30, number, at, 42)}\n`] }] }),
  }));
  return `${JSON.stringify({ cells, metadata: { kernelspec: { name: 'python3' } }, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
