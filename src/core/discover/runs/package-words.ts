/** One word of a command that installs → the package that it names, with its version and where it comes from. */
import { isFramework } from '../../ecosystems/look-up.ts';
import { npm } from '../../ecosystems/npm/index.ts';
import { readGitAddress } from '../../ecosystems/npm/source.ts';
import { pypi } from '../../ecosystems/pypi/index.ts';
import type { PackageFact } from '../../model/index.ts';
import type { PackageType } from '../../ref/package-types.ts';
import { npmSpec } from '../mcp/package-spec.ts';
import { isLocal, isPlace, readDirect } from '../packages/requirements/direct.ts';
import { exactVersion, parseRequirement } from '../packages/requirements/pep508.ts';
import { programAt } from './programs.ts';

export type InstalledPackage = Pick<PackageFact, 'ecosystem' | 'name' | 'version' | 'range' | 'integrity' | 'source' | 'location'>;

export function pythonPackage(text: string): InstalledPackage | null {
  if (isPlace(text) && !NAMED_PLACE.test(text)) return isLocal(text) ? null : fromPlace(text, null);
  const [, asked, version = ''] = AT_VERSION.exec(text) ?? [];
  const requirement = parseRequirement(asked ?? text);
  // "3.12" is a version of Python that somebody asks for.
  if (requirement === null || !pypi.isName(requirement.name) || /^\d[\d.]*$/.test(requirement.name)) return null;
  if (requirement.url !== null) return fromPlace(requirement.url, requirement.name);
  if (asked !== undefined) return registered('pypi', requirement.name, pypi.parse(version) === null ? null : version, version);
  return registered('pypi', requirement.name, exactVersion(requirement.specifier), requirement.specifier);
}

/** "name @ https://…": a place that has a name. */
const NAMED_PLACE = /^[A-Za-z0-9][\w.-]{0,100}(?:\[[^\]]{0,200}\])?\s{0,10}@\s/;
/** "name@1.2", "name@^1", "name@latest" of uv and Poetry. */
const AT_VERSION = /^([A-Za-z0-9][\w.-]{0,100}(?:\[[\w,. -]{0,200}\])?)@([\w.^~*+!]{1,60})$/;

/** Of a repository that gives no name, its own tells where it is that of an AI framework: "vllm-project/vllm". Else its address is all that is known. */
function fromPlace(place: string, name: string | null): InstalledPackage | null {
  const direct = readDirect(place, name);
  if (direct === null) return null;
  const repository = /\/([\w.-]{1,100}?)(?:\.git)?(?:@[^/]*)?$/.exec(place.replace(/[#?].*$/s, ''))?.[1] ?? '';
  const program = direct.name === '' ? programAt(place) : null;
  const own = program === null ? (isFramework('pypi', repository) ? repository : '') : (program.pypi ?? '');
  return { ...direct, ecosystem: 'pypi', name: direct.name === '' ? own : direct.name };
}

export function npmPackage(text: string): InstalledPackage | null {
  // `own@npm:other@1`: what comes is the other.
  const spec = npmSpec(/^(?:@[\w.~-]{1,100}\/)?[\w.~-]{1,200}@npm:(.{1,300})$/.exec(text)?.[1] ?? text);
  const isShort = readGitAddress(text) !== null && !text.startsWith('@');
  if (spec !== null && spec.ref.type === 'npm' && !isShort) {
    const name = spec.ref.namespace === null ? spec.ref.name : `${spec.ref.namespace}/${spec.ref.name}`;
    const isExact = spec.version !== null && npm.parse(spec.version) !== null;
    return registered('npm', name, isExact ? spec.version : null, spec.version);
  }
  // "owner/name" may be a folder as well.
  const address = /^(?:@?[\w./~-]{1,200}@)?((?:git|github|gitlab|bitbucket|https?)(?:\+[a-z]{2,5})?:.{1,1000})$/.exec(text)?.[1];
  if (address === undefined) return null;
  const git = readGitAddress(address);
  const source = git === null ? npm.sourceOf('', address) : ({ source: 'git', location: git.location } as const);
  return source.location === null ? null : { ...registered('npm', '', null, git?.reference ?? null), ...source };
}

/** `pytorch=2.1.0`, `conda-forge::transformers>=4`, `pytorch==2.1.0=py3_cuda`. */
export function condaPackage(text: string): InstalledPackage | null {
  const [, name, stated = ''] = /^(?:[\w./-]{1,60}::)?([A-Za-z][\w.-]{0,100})(?:\[[^\]]{0,100}\])?([=<>!~].{0,60})?$/.exec(text) ?? [];
  if (name === undefined) return null;
  const exact = /^={1,2}\s{0,3}(\d[\w.+!-]{0,40})(?:=[\w.*-]{0,60})?$/.exec(stated)?.[1] ?? null;
  return registered('conda', name, exact, stated === '' ? null : stated);
}

export function versioned(ecosystem: PackageType, text: string): InstalledPackage | null {
  const [, name, version = null] = /^([A-Za-z][\w-]{0,100})(?:[@:]v?(\d[\w.+-]{0,60}))?$/.exec(text) ?? [];
  return name === undefined ? null : registered(ecosystem, name, version, version);
}

/** A program of a module: "github.com/ollama/ollama/cmd@v0.5.1". */
export function goModule(text: string): InstalledPackage | null {
  const [, path, version = null] = /^([a-z][\w.-]{1,60}(?:\/[\w.-]{1,80}){1,6})(?:@([\w.+-]{1,80}))?$/.exec(text) ?? [];
  if (path === undefined) return null;
  const parts = path.split('/');
  const module = parts.map((_, index) => parts.slice(0, parts.length - index).join('/')).find((one) => isFramework('golang', one));
  return module === undefined ? null : registered('golang', module, version !== null && /^v?\d/.test(version) ? version : null, version);
}

function registered(ecosystem: PackageType, name: string, version: string | null, range: string | null): InstalledPackage {
  return { ecosystem, name, version, range, integrity: [], source: 'registry', location: null };
}
