/** Locks in forms of their own: Go by `go mod edit -json` and the form of its sums, requirements by pip's parser. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { list, type Oracle, plain, pythonName, type Stated, text } from './stated.ts';

/** Go, "go.sum files": one hash a line, of the module or of its go.mod. */
export const goSum: Oracle = (source) => {
  const found = new Map<string, Stated>();
  for (const [index, row] of source.split(/\r?\n/).entries()) {
    const [name, stated, hash] = row.split(' ');
    if (name === undefined || stated === undefined || hash === undefined) continue;
    const version = stated.replace(/\/go\.mod$/, '');
    const known = found.get(`${name} ${version}`) ?? { name: name.toLowerCase(), version, hashes: [], git: false, line: index + 1 };
    found.set(`${name} ${version}`, { ...known, hashes: [...known.hashes, hash] });
  }
  return [...found.values()];
};

function inFolder<T>(name: string, source: string, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'locks-'));
  try {
    writeFileSync(join(folder, name), source);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const goMod: Oracle = (source) =>
  inFolder('go.mod', source, (folder) => {
    const env = { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local', GOPROXY: 'off' };
    const data = plain(JSON.parse(execFileSync('go', ['mod', 'edit', '-json'], { cwd: folder, encoding: 'utf8', env })));
    const replaced = new Map(
      list(data['Replace']).map((one) => {
        const [old, other] = [plain(plain(one)['Old']), plain(plain(one)['New'])];
        return [`${text(old['Path']) ?? ''}@${text(old['Version']) ?? ''}`, other] as const;
      }),
    );
    const rows = source.split(/\r?\n/);
    return list(data['Require']).flatMap((one): Stated[] => {
      const entry = plain(one);
      const [path, version] = [text(entry['Path']) ?? '', text(entry['Version']) ?? ''];
      const other = replaced.get(`${path}@${version}`) ?? replaced.get(`${path}@`);
      if (other !== undefined && other['Version'] === undefined) return [];
      const line =
        rows.findIndex((row) =>
          row
            .replace(/^require\s+/, '')
            .trim()
            .startsWith(`${path} ${version}`),
        ) + 1;
      return [
        { name: (text(other?.['Path']) ?? path).toLowerCase(), version: text(other?.['Version']) ?? version, hashes: [], git: false, line },
      ];
    });
  });

const PIP = `
import json, re, sys
from pip._internal.network.session import PipSession
from pip._internal.req.req_file import parse_requirements
from pip._vendor.packaging.requirements import Requirement
out = []
for one in parse_requirements(sys.argv[1], session=PipSession()):
    line = int(re.search(r'line (\\d+)', one.comes_from).group(1))
    text = one.requirement
    if one.constraint or one.comes_from.split(' ')[1] != sys.argv[1] or re.match(r'(?:\\.|/|file:)', text): continue
    egg = re.match(r'git\\+.*#(?:.*&)?egg=([\\w.-]+)', text)
    if egg:
        out.append([egg.group(1), None, [], True, line])
        continue
    if one.is_editable: continue
    hashes = [f'{k}:{v}' for k, vs in (one.options or {}).get('hashes', {}).items() for v in vs]
    try: parsed = Requirement(text)
    except Exception: continue
    exact = [s.version for s in parsed.specifier if s.operator in ('==', '===') and '*' not in s.version]
    out.append([parsed.name, exact[0] if len(list(parsed.specifier)) == 1 and exact else None, hashes, bool(parsed.url and parsed.url.startswith('git+')), line])
json.dump(out, sys.stdout)
`;

/** Other lists that a line names are files of their own. */
const INCLUDES = /^[ \t]*(?:-r|-c|--requirement|--constraint)(?![\w-]).*$/gm;

export const requirements: Oracle = (source) =>
  inFolder('requirements.txt', source.replace(INCLUDES, '#'), (folder) => {
    const told: unknown = JSON.parse(
      execFileSync('python3', ['-c', PIP, join(folder, 'requirements.txt')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
    return list(told).map((one) => {
      const [name, version, hashes, git, line] = list(one);
      return {
        name: pythonName(String(name)),
        version: text(version),
        hashes: list(hashes).map(String),
        git: git === true,
        line: Number(line),
      };
    });
  });
