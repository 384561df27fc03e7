/** Packages in references: the types of the purl registry whose names stand in a public index, and how each spells a name. */

type Spell = (name: string) => string;

const asWritten: Spell = (name) => name;
const lowerCase: Spell = (name) => name.toLowerCase();
/** PEP 503: lower case, runs of "-", "_" and "." become one "-". */
const normalForm: Spell = (name) => name.toLowerCase().replace(/[-_.]+/g, '-');

/** The normal form of a name, by type; whether anybody reads packages of a type is the word of `ecosystems`. */
const SPELLINGS = {
  cargo: asWritten,
  cocoapods: asWritten,
  composer: lowerCase,
  conda: asWritten,
  gem: asWritten,
  // Package URLs of Go are in small letters, whatever its proxies tell apart.
  golang: lowerCase,
  hackage: asWritten,
  hex: lowerCase,
  maven: asWritten,
  npm: asWritten,
  nuget: asWritten,
  pub: lowerCase,
  pypi: normalForm,
  swift: lowerCase,
} as const satisfies Readonly<Record<string, Spell>>;

export type PackageType = keyof typeof SPELLINGS;

export const PACKAGE_TYPES = Object.keys(SPELLINGS) as readonly PackageType[];

export function isPackageType(type: string): type is PackageType {
  return Object.hasOwn(SPELLINGS, type);
}

/** "Flask_SQLAlchemy" → "flask-sqlalchemy" where the type has such a rule (PyPI); else the name as it is written. */
export function normalizePackageName(type: PackageType, name: string): string {
  return SPELLINGS[type](name);
}
