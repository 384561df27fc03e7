/** What is no Python: pages and code for browsers, what starts the product, and files that nobody reads. */
import { AREAS, moduleName, packageName, STEMS } from './layout.ts';
import type { Writing } from './python.ts';
import { draw, drawOf, NOUNS, sentence, VERBS } from './random.ts';

export function webText(number: number, at: number, { packages, edit }: Writing): string {
  const noun = drawOf(NOUNS, number, at, 50);
  const name = `${drawOf(VERBS, number, at)}${noun[0]?.toUpperCase()}${noun.slice(1)}`;
  // Mostly of its own package; a file that ends in a number that is no multiple of three lies in "lib".
  const near = 1 + 3 * draw(6, number, at, 51);
  const other = packageName(draw(packages, number, at, 52));
  const across = draw(3, number, at, 53) === 0 ? `import { retry } from '@acme/${other}';\n` : '';
  const cases = Array.from(
    { length: 4 + draw(5, number, at, 54) },
    (_, which) =>
      `\n/** ${sentence(10, number, at, which)} */\nexport function ${name}${which}(rows: readonly Row[], limit = ${draw(500, number, at, which)}): Row[] {\n  const kept = rows.filter((row) => row.${noun} !== undefined && row.size < limit);\n  if (kept.length === 0) return [];\n  return kept.toSorted((a, b) => a.size - b.size).slice(0, ${draw(90, number, which)});\n}\n`,
  );
  const more = edit === 0 ? '' : `\nexport const CHANGED = ${edit};\n`;
  return `import { shared } from '../lib/${STEMS[near % STEMS.length]}${near}.js';\n${across}\nexport interface Row {\n  readonly name: string;\n  readonly ${noun}?: string;\n  readonly size: number;\n}\n\nexport const ${noun}Limit = shared(${draw(100, number, at)});\n${cases.join('')}${more}`;
}

export function webTestText(number: number, at: number): string {
  return `import { describe, expect, it } from 'vitest';\nimport * as tested from './${STEMS[at]}${at}.js';\n\ndescribe('${sentence(4, number, at)}', () => {\n  it('${sentence(7, number, at, 1)}', () => {\n    expect(Object.keys(tested).length).toBeGreaterThan(${draw(3, number)});\n  });\n});\n`;
}

/** One in eight speaks of models, as such pages do, and loads none. */
export function pageText(number: number, at: number): string {
  const aside = draw(8, number, at) === 0 ? '\n`AutoModel.from_pretrained` is called once, when the service starts.\n' : '';
  const parts = Array.from(
    { length: 4 + draw(8, number, at) },
    (_, part) => `\n## ${sentence(4, number, at, part)}\n\n${sentence(60, number, at, part, 1)}\n`,
  );
  return `# ${packageName(number)}: ${STEMS[at]}\n${aside}${parts.join('')}`;
}

export function yamlText(number: number, at: number, { load, edit }: Writing): string {
  const name = packageName(number);
  if (load !== null)
    return `services:\n  model:\n    image: vllm/vllm-openai:v0.8.5\n    command: ["--model", "${load.model}", "--revision", "${load.revision}"]\n    ports: ["8000:8000"]\n  web:\n    image: registry.example.org/${name}:${edit + 1}\n    depends_on: [model]\n`;
  if (at === 0 && number < 30)
    return `name: ${name}\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - run: pip install -r src/${name}/requirements.txt\n      - run: python -m pytest tests/${name}\n`;
  const module = moduleName(number, AREAS.length * 2 + (at % AREAS.length));
  const variables = Array.from(
    { length: 6 },
    (_, which) =>
      `            - { name: ${drawOf(NOUNS, number, at, which).toUpperCase()}_${which}, value: "${draw(9_999, number, at, which)}" }\n`,
  );
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}-${STEMS[at]}\nspec:\n  replicas: ${1 + edit + draw(5, number, at)}\n  template:\n    spec:\n      containers:\n        - name: main\n          image: registry.example.org/${name}:${draw(300, number)}\n          command: ["python", "-m", "${module}"]\n          env:\n${variables.join('')}`;
}

export function shellText(number: number, at: number, { load, edit }: Writing): string {
  const name = packageName(number);
  const fetched = load === null ? '' : `hf download ${load.model} --revision ${load.revision}\n`;
  return `#!/usr/bin/env bash\n# ${sentence(8, number, at)}\nset -euo pipefail\ncd "$(dirname "$0")/../.."\nexport ${name.toUpperCase()}_ADDRESS="localhost:${8_000 + draw(900, number, at)}"\n${fetched}if [[ ! -d "out/${name}" ]]; then\n  mkdir -p "out/${name}"\nfi\nfor part in ${AREAS.join(' ')}; do\n  echo "$part ${edit}"\ndone\npython -m ${moduleName(number, 3 + at)} --folder "out/${name}"\n`;
}

export function dockerfileText(number: number, { load }: Writing): string {
  const name = packageName(number);
  const fetched = load === null ? '' : `RUN hf download ${load.model} --revision ${load.revision}\n`;
  return `FROM python:3.13-slim\nWORKDIR /srv\nCOPY src/${name}/requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n${fetched}COPY src/${name} ${name}\nCMD ["python", "-m", "${moduleName(number, 9)}"]\n`;
}

/** One package in eight uses a framework. */
export function requirementsText(number: number): string {
  const framework = draw(8, number, 60) === 0 ? 'torch==2.7.1\ntransformers==4.57.1\n' : '';
  return `numpy==2.2.${draw(6, number)}\npydantic==2.11.${draw(9, number)}\nrequests==2.32.${draw(4, number)}\n${framework}`;
}

export function manifestText(number: number): string {
  const dependencies = { react: `19.1.${draw(3, number)}`, zod: `4.1.${draw(9, number)}` };
  return `${JSON.stringify({ name: `@acme/${packageName(number)}`, version: `1.${draw(40, number)}.0`, scripts: { build: 'tsc', test: 'vitest run' }, dependencies }, null, 2)}\n`;
}

export function jsonText(number: number, at: number): string {
  const entries = Array.from({ length: 30 }, (_, which) => [`${drawOf(NOUNS, number, which)}.${which}`, sentence(5, number, at, which)]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

export function otherText(number: number, at: number): string {
  const noun = (which: number): string => drawOf(NOUNS, number, at, which);
  const lines = Array.from({ length: 25 }, (_, which) => {
    const size = draw(10_000, number, at, which);
    return (
      [
        `ALTER TABLE ${noun(which)} ADD COLUMN ${noun(which + 1)}_${size} integer;`,
        `.${noun(which)}-${which} { width: ${size}px; }`,
        `${noun(which)},${size}`,
      ][at] ?? ''
    );
  });
  return `${lines.join('\n')}\n`;
}
