import { describe, expect, it } from 'vitest';
import { isDoubted, known, linked } from '../linking.ts';
import { loose } from '../../../support/build.ts';

const T = 'from transformers import AutoModel\n';
const LOAD = 'AutoModel.from_pretrained(N)\n';

describe('lists and dictionaries', () => {
  const D = 'D = {"m": "acme/a", "n": 1}\n';
  it.each<[string, string]>([
    ['an element is set', `${D}D["m"] = "evil/x"\n`],
    ['an element is set by a computed key', `${D}D[key] = "evil/x"\n`],
    ['an element is set in a function', `${D}def f():\n    D["m"] = "evil/x"\n`],
    ['an element is one of several targets', `${D}D["m"], b = given()\n`],
    ['an element is deleted', `${D}del D["m"]\n`],
    ['an element is changed', `${D}D["m"] += "-evil"\n`],
    ['update', `${D}D.update(given())\n`],
    ['|=', `${D}D |= given()\n`],
    ['another name of it', `${D}E = D\nE["m"] = "evil/x"\n`],
    ['a splat behind', 'D = {"m": "acme/a", **given()}\n'],
    ['a splat before', 'D = {**given(), "n": "acme/a", key: "acme/a", "m": "acme/a"}\n'],
    ['a splat of a known dictionary', 'E = {"m": "evil/x"}\nD = {"m": "acme/a", **E}\n'],
    ['dict() of more', 'D = dict(m="acme/a", **given())\n'],
    ['two of them joined', 'D = {"m": "acme/a"} | given()\n'],
    ['a star import behind it', `${D}from settings import *\n`],
    ['global', `${D}def f():\n    global D\n    D = given()\n`],
  ])('doubt: %s', async (_name, code) => {
    expect(await isDoubted({ 'app.py': `${T}${code}AutoModel.from_pretrained(D["m"])\n` })).toBe(true);
  });

  it('another file changes it', async () => {
    const app = `${T}${D}AutoModel.from_pretrained(D["m"])\n`;
    expect(await known({ 'app.py': app, 'b.py': 'import app\napp.D["m"] = "evil/x"\n' })).toEqual(['acme/a elsewhere']);
    expect(await known({ 'app.py': app, 'b.py': 'from app import D\nD["m"] = "evil/x"\n' })).toEqual(['acme/a elsewhere']);
    expect(await known({ 'app.py': app, 'b.py': 'from app import D\nD.update(m="evil/x")\n' })).toEqual(['acme/a elsewhere']);
    expect(await known({ 'app.py': app, 'b.py': 'D = {}\nD["m"] = "evil/x"\n' })).toEqual(['acme/a literal']);
  });

  it.each<[string, string, string[]]>([
    ['a key', `${D}AutoModel.from_pretrained(D["m"])\n`, ['acme/a literal']],
    ['dict()', 'D = dict(m="acme/a")\nAutoModel.from_pretrained(D["m"])\n', ['acme/a literal']],
    ['the last of two values of a key', 'D = {"m": "evil/x", "m": "acme/a"}\nAutoModel.from_pretrained(D["m"])\n', ['acme/a literal']],
    ['a splat that is known', 'E = {"m": "acme/a"}\nD = {**E, "n": "x"}\nAutoModel.from_pretrained(D["m"])\n', ['acme/a literal']],
    [
      'a loop over a list',
      'L = ["acme/a", "acme/b"]\nfor n in L:\n    AutoModel.from_pretrained(n)\n',
      ['acme/a constant', 'acme/b constant'],
    ],
    ['a loop over values', 'D = {"x": "acme/a"}\nfor n in D.values():\n    AutoModel.from_pretrained(n)\n', ['acme/a constant']],
    [
      'a loop over a sorted list',
      'L = ("acme/a",)\ndef f():\n    for n in sorted(L):\n        AutoModel.from_pretrained(n)\n',
      ['acme/a literal'],
    ],
    ['an element of a list', 'L = ["acme/a", "acme/b"]\nAutoModel.from_pretrained(L[0])\n', ['acme/a literal', 'acme/b literal']],
    ['a list that grows', 'L = ["acme/a"]\nL.append(given())\nfor n in L:\n    AutoModel.from_pretrained(n)\n', ['acme/a elsewhere']],
  ])('%s', async (_name, code, expected) => {
    expect(await known({ 'app.py': `${T}${code}` })).toEqual(expected);
  });
});

describe('revisions and endpoints are doubted alike', () => {
  const C = 'a'.repeat(40);
  it.each([
    [`R = "${C}"\nfrom settings import *\n`],
    [`R = "${C}"\nimport sys\nsys.modules[__name__].R = "evil"\n`],
    [`D = {"r": "${C}"}\nD.update(given())\nR = D["r"]\n`],
  ])('%j', async (code) => {
    const { sightings } = await linked({ 'app.py': `${T}${code}AutoModel.from_pretrained("acme/a", revision=R)\n` });
    expect(
      sightings
        .map(loose)
        .map(({ revisionHow }) => revisionHow)
        .some((how) => how === 'elsewhere' || how === 'unresolved'),
    ).toBe(true);
  });
});

describe('syntax errors open only what they touch', () => {
  it('a load outside is read, a name inside is doubted, and the file is said', async () => {
    const { sightings, problems } = await linked({
      'app.py': `${T}M = "acme/b"\nN = "acme/a"\nif x y z:\n    O = $$ N given(\n${'\n'.repeat(3)})\nAutoModel.from_pretrained(M)\nAutoModel.from_pretrained("acme/c")\n${LOAD}`,
    });
    expect(problems).toMatchObject([{ code: 'syntax', path: 'app.py' }]);
    const told = sightings.map(loose).map(({ ref, how }) => `${ref.name} ${how}`);
    expect(told).toEqual(expect.arrayContaining(['b constant', 'c literal']));
    expect(told).not.toContain('a constant');
  });
});

describe('hostile input stays linear (T18)', () => {
  it('thousands of names that stand for each other, writes and endless lines', async () => {
    const chain = Array.from({ length: 3000 }, (_, index) => `E${index + 1} = {**E${index}, **E${index}}\n`).join('');
    const writes = Array.from({ length: 20_000 }, (_, index) => `cfg.n${index} = ${index}\n`).join('');
    const tree = {
      'app.py': `${T}E0 = {"m": "acme/a"}\n${chain}AutoModel.from_pretrained(E3000["m"])\nAutoModel.from_pretrained(E2["m"])\n`,
      'b.py': `import cfg\n${writes}`,
      'c.py': `${'.a'.repeat(300_000)} = 1\n${'cfg.a,'.repeat(100_000)} = 1\nsetattr(${' '.repeat(300_000)}`,
      'd.py': `${'('.repeat(5000)}N${')'.repeat(5000)} = 1\n${'as a.'.repeat(100_000)}\n`,
    };
    const { sightings, unknowns } = await linked(tree);
    expect([...sightings, ...unknowns]).toHaveLength(2);
    expect(sightings.map(loose).map(({ how }) => how)).not.toContain('unresolved constant');
  });
});
