/** The corpus is what it says: enough of it, and each label where the text stands. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPUS, corpusRepositories } from './repositories.ts';
import { DIFFICULTIES, FACT_KINDS, type Place } from './truth.ts';

const repositories = corpusRepositories();
const facts = repositories.flatMap(({ truth }) => truth.facts);

/** The lines from three above to three below a place; null where the file has no such line. */
function around(repository: string, { file, line }: Place): string | null {
  const lines = readFileSync(join(CORPUS, repository, 'tree', file), 'utf8').split('\n');
  return line >= lines.length ? null : lines.slice(Math.max(0, line - 4), line + 3).join('\n');
}

/** A name, or its last part, or all of its words: it may be put together from pieces. */
function isWritten(name: string, text: string): boolean {
  const last = name.split('/').at(-1) ?? name;
  return text.includes(name) || text.includes(last) || (last.match(/[\w.]+/g) ?? []).every((word) => text.includes(word));
}

describe('the corpus', () => {
  it('is large enough', () => {
    expect(repositories.length).toBeGreaterThanOrEqual(60);
    expect(facts.length).toBeGreaterThanOrEqual(600);
    expect(repositories.flatMap(({ truth }) => truth.traps).length).toBeGreaterThanOrEqual(250);
  });

  it('has every kind of component, every difficulty, names that cannot be told, and repositories without any', () => {
    expect(new Set(facts.map(({ kind }) => kind))).toEqual(new Set(FACT_KINDS));
    expect(new Set(facts.map(({ difficulty }) => difficulty))).toEqual(new Set(DIFFICULTIES));
    expect(facts.filter(({ unknown }) => unknown === true).length).toBeGreaterThanOrEqual(12);
    expect(repositories.filter(({ truth }) => truth.facts.length === 0).length).toBeGreaterThanOrEqual(3);
  });

  it.each(repositories)('has labels of $name that stand where they say', ({ name, truth }) => {
    for (const fact of truth.facts) {
      for (const place of [fact, ...(fact.orAt ?? [])]) expect(around(name, place), `${place.file}:${place.line}`).not.toBeNull();
      const text = around(name, fact) ?? '';
      if (fact.unknown === true) expect(fact.difficulty, fact.id).toBe('computed');
      else
        expect(
          [fact.id, ...(fact.aliases ?? [])].some((one) => isWritten(one, text)),
          `${fact.file}:${fact.line}: ${fact.id}`,
        ).toBe(true);
    }
    for (const trap of truth.traps) expect(around(name, trap), `${trap.file}:${trap.line}: ${trap.text}`).toContain(trap.text);
  });

  it.each(repositories)('has no trap of $name that is a fact beside it', ({ name, truth }) => {
    for (const trap of truth.traps)
      for (const fact of truth.facts) {
        const isNear = fact.file === trap.file && Math.abs(fact.line - trap.line) <= 6;
        if (isNear) expect([fact.id, ...(fact.aliases ?? [])], `${name}/${trap.file}:${trap.line}`).not.toContain(trap.text);
      }
  });

  it.each(repositories)('states a version of $name only where the repository does', ({ name, truth }) => {
    const text = filesOf(name);
    for (const { version, id } of truth.facts) if (version !== null) expect(text, `${id}@${version}`).toContain(version);
  });
});

function filesOf(name: string): string {
  const folder = join(CORPUS, name, 'tree');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'))
    .join('\n');
}
