/** Gradle and sbt: coordinates in build scripts, and version catalogs. */
import type { ProblemFact } from '../../../model/index.ts';
import { type Path, pathKey, tomlPositions } from '../toml/positions.ts';
import { parseToml } from '../toml/read-toml.ts';
import { asTable, asText, entries, field } from '../toml/table.ts';
import { numberedLines, type ListedPackage, statedPackages } from './stated.ts';

export const gradleBuildDetector = statedPackages({
  id: 'gradle-build',
  version: 2,
  names: ['build.gradle', 'build.gradle.kts', /\.gradle(?:\.kts)?$/, 'build.sbt'],
  title: 'AI frameworks in Gradle and sbt builds',
  decides:
    'Coordinates "group:artifact:version", and "group" % "artifact" % "version" of sbt. A version in a variable or extra property of the same file is taken from there; a module without one takes that of a platform of its group. The build is not run.',
  example: {
    path: 'app/build.gradle.kts',
    source: `extra["springAiVersion"] = "1.0.3"
val djl = "0.34.0"

dependencies {
    implementation("org.springframework.ai:spring-ai-starter-model-openai")
    implementation("ai.djl:api:$djl")
    implementation("com.squareup.okhttp3:okhttp:4.12.0")
    testImplementation("dev.langchain4j:langchain4j:1.0.1")
}

dependencyManagement {
    imports {
        mavenBom("org.springframework.ai:spring-ai-bom:\${property("springAiVersion")}")
    }
}
`,
    gives: [
      { name: 'org.springframework.ai/spring-ai-starter-model-openai', version: '1.0.3', line: 5 },
      { name: 'ai.djl/api', version: '0.34.0', line: 6 },
      { name: 'dev.langchain4j/langchain4j', version: '1.0.1', line: 8, group: 'development' },
      { name: 'org.springframework.ai/spring-ai-bom', version: '1.0.3', line: 13 },
    ],
  },
  read: readBuild,
});

const COORDINATES =
  /["']([\w.-]{2,100}):([\w.-]{2,100})(?::((?:[^"'\n]|"[\w.-]{1,60}"|'[\w.-]{1,60}'){1,120}?))?(?:@\w{2,10})?["'](?=\s|[),;]|$)/g;
const MAP_FORM =
  /group\s{0,5}[:=]\s{0,5}["']([\w.-]{2,100})["'],\s{0,10}name\s{0,5}[:=]\s{0,5}["']([\w.-]{2,100})["'](?:,\s{0,10}version\s{0,5}[:=]\s{0,5}["']([^"'\n]{1,100})["'])?/g;
const SBT = /"([\w.-]{2,100})"\s{0,10}%{1,3}\s{0,10}"([\w.-]{2,100})"\s{0,10}%\s{0,10}(?:"([\w.+-]{1,60})"|([A-Za-z]\w{0,60}))/g;
/** `val x = "1"`, `def x = '1'`, `x = "1"`, `extra["x"] = "1"`, `set('x', "1")`. */
const VARIABLE =
  /(?:\b(?:val|var|def|String)\s{1,5}|\[["']|\bset\(["']|^\s{0,20}(?:ext\.)?)([A-Za-z][\w.-]{0,80})(?:["']\]?)?\s{0,5}(?:by\s+extra\s{0,5}\(|[=,])\s{0,5}["']([\w.+-]{1,80})["']/g;
const REFERENCE =
  /^\$\{?(?:(?:rootProject\.)?(?:extra|ext|project|properties)\.?)?(?:property\(|\[)?["']?([A-Za-z][\w.-]{0,80})["']?[\])]{0,2}(?:\s+as\s+String)?\}?$/;
/** Their modules have versions of their own. */
const UNEVEN: ReadonlySet<string> = new Set(['dev.langchain4j', 'com.google.firebase', 'com.google.cloud']);

function* readBuild(text: string): Generator<ListedPackage> {
  const lines = [...numberedLines(text)].filter(([line]) => !/^\s{0,40}(?:\/\/|\*)/.test(line) && /["']/.test(line));
  const variables = new Map<string, string>();
  for (const [line] of lines) for (const [, name = '', value = ''] of line.matchAll(VARIABLE)) variables.set(name, value);
  const found = lines.flatMap(([line, number]) => {
    const isTest = /^\s{0,40}(?:test|androidTest)\w{0,30}\b/i.test(line) || /%\s{0,5}"?Test"?/.test(line);
    const matches = [...line.matchAll(COORDINATES), ...line.matchAll(MAP_FORM), ...line.matchAll(SBT)];
    return matches.map(([whole, group = '', artifact = '', version = '', variable = '']) => ({
      group,
      artifact,
      version: valueOf(version === '' ? (variable === '' ? '' : `$${variable}`) : version, variables),
      isPlatform: /platform|mavenBom|Bom\b/i.test(line.slice(0, line.indexOf(whole))),
      isTest,
      number,
    }));
  });
  const platforms = new Map(
    found.flatMap((one) => (one.isPlatform && one.version !== null && !UNEVEN.has(one.group) ? [[one.group, one.version] as const] : [])),
  );
  for (const one of found)
    yield {
      ecosystem: 'maven',
      name: `${one.group}/${one.artifact}`,
      version: one.version ?? platforms.get(one.group) ?? null,
      exact: true,
      group: one.isTest ? 'development' : 'runtime',
      at: { line: one.number, column: 1 },
    };
}

function valueOf(version: string, variables: ReadonlyMap<string, string>): string | null {
  if (!version.includes('$')) return version === '' ? null : version;
  const name = REFERENCE.exec(version)?.[1] ?? '';
  return variables.get(name) ?? variables.get(name.replace(/^.*\./, '')) ?? null;
}

export const gradleCatalogDetector = statedPackages({
  id: 'gradle-catalog',
  version: 2,
  names: [/\.versions\.toml$/],
  title: 'AI frameworks in Gradle version catalogs',
  decides: 'The libraries of a catalog with their versions, or those that they refer to.',
  example: {
    path: 'gradle/libs.versions.toml',
    source: `[versions]
generativeai = "0.9.0"
koog = { strictly = "0.5.0" }

[libraries]
generativeai = { group = "com.google.ai.client.generativeai", name = "generativeai", version.ref = "generativeai" }
koog = { module = "ai.koog:koog-agents", version.ref = "koog" }
litert = "com.google.ai.edge.litert:litert:1.0.1"
`,
    gives: [
      { name: 'com.google.ai.client.generativeai/generativeai', version: '0.9.0', line: 6 },
      { name: 'ai.koog/koog-agents', version: '0.5.0', line: 7 },
      { name: 'com.google.ai.edge.litert/litert', version: '1.0.1', line: 8 },
    ],
  },
  read: readCatalog,
});

function* readCatalog(text: string): Generator<ListedPackage | ProblemFact> {
  const file = parseToml(text);
  if (!file.ok) return yield file.problem;
  const positions = tomlPositions(text, 3);
  for (const [alias, value] of entries(field(file.data, 'libraries'))) {
    const table = asTable(value);
    const [group, artifact, stated] = (asText(value) ?? asText(field(table, 'module')) ?? '').split(':');
    const reference = asText(field(table, 'version', 'ref'));
    const version = reference === null ? field(table, 'version') : field(file.data, 'versions', reference);
    const path: Path = ['libraries', alias];
    yield {
      ecosystem: 'maven',
      name: `${group || asText(field(table, 'group')) || ''}/${artifact ?? asText(field(table, 'name')) ?? ''}`,
      version: stated ?? plainVersion(version),
      exact: true,
      at: positions.get(pathKey(path)) ?? { line: 1, column: 1 },
    };
  }
}

/** A version may be rich: `{ strictly = "1.0" }`. */
function plainVersion(value: unknown): string | null {
  const table = asTable(value);
  return asText(value) ?? asText(field(table, 'strictly')) ?? asText(field(table, 'require')) ?? asText(field(table, 'prefer'));
}
