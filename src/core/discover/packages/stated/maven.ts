/** pom.xml: dependencies with versions from properties, from dependencyManagement and from imported BOMs of the same group. */
import type { ListedPackage } from './stated.ts';
import { statedPackages } from './stated.ts';
import { childText, type XmlElement, xmlElements } from './xml.ts';

export const mavenDetector = statedPackages({
  id: 'maven-pom',
  version: 2,
  names: ['pom.xml', /\.pom$/],
  title: 'AI frameworks in pom.xml',
  decides:
    'Every dependency and every imported BOM. A version is taken from a property of the file, from dependencyManagement, or from a BOM of the same group that gives all its modules one version.',
  example: {
    path: 'pom.xml',
    source: `<project>
  <properties>
    <spring-ai.version>1.0.3</spring-ai.version>
  </properties>
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>org.springframework.ai</groupId>
        <artifactId>spring-ai-bom</artifactId>
        <version>\${spring-ai.version}</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>org.springframework.ai</groupId>
      <artifactId>spring-ai-starter-model-openai</artifactId>
    </dependency>
  </dependencies>
</project>
`,
    gives: [
      { name: 'org.springframework.ai/spring-ai-bom', version: '1.0.3', line: 9 },
      { name: 'org.springframework.ai/spring-ai-starter-model-openai', version: '1.0.3', line: 19 },
    ],
  },
  read: readPom,
});

/** Their BOMs give modules versions of their own. */
const UNEVEN: ReadonlySet<string> = new Set(['dev.langchain4j', 'io.quarkus.platform', 'com.google.cloud']);

function* readPom(text: string): Generator<ListedPackage> {
  const elements = xmlElements(text);
  const properties = propertiesOf(elements);
  const resolved = (version: string | null): string | null => resolveText(version, properties);
  const dependencies = elements.filter(({ name, path }) => name === 'dependency' && path.at(-1) === 'dependencies');
  const managed = new Map<string, string>();
  for (const one of dependencies) {
    const [group, version] = [childText(one, 'groupId') ?? '', resolved(childText(one, 'version'))];
    if (version === null) continue;
    if (isBom(one) && !UNEVEN.has(group)) managed.set(`${group}/*`, version);
    else if (one.path.includes('dependencyManagement')) managed.set(nameOf(one), version);
  }
  for (const one of dependencies.toSorted((a, b) => a.line - b.line)) {
    const group = childText(one, 'groupId') ?? '';
    const version = resolved(childText(one, 'version')) ?? managed.get(nameOf(one)) ?? managed.get(`${group}/*`) ?? null;
    const at = one.children.find(({ name }) => name === 'artifactId')?.line ?? one.line;
    yield {
      ecosystem: 'maven',
      name: nameOf(one),
      version,
      // "[1.0,2.0)" and "LATEST" say what is accepted.
      exact: true,
      group: childText(one, 'scope') === 'test' ? 'development' : 'runtime',
      at: { line: at, column: 1 },
    };
  }
}

function nameOf(one: XmlElement): string {
  return `${childText(one, 'groupId') ?? ''}/${childText(one, 'artifactId') ?? ''}`;
}

function isBom(one: XmlElement): boolean {
  return childText(one, 'type') === 'pom' && childText(one, 'scope') === 'import';
}

function propertiesOf(elements: readonly XmlElement[]): ReadonlyMap<string, string> {
  const found = elements.filter(({ path }) => path.at(-1) === 'properties').map(({ name, text }) => [name, text] as const);
  const own = elements.find(({ name, path }) => name === 'version' && path.length === 1)?.text;
  return new Map([...found, ...(own === undefined ? [] : [['project.version', own] as const])]);
}

/** "${spring-ai.version}" → "1.0.3"; null: something else says it. A few steps, so that a circle ends. */
export function resolveText(text: string | null, properties: ReadonlyMap<string, string>): string | null {
  let current = text?.trim() ?? '';
  for (let step = 0; step < 5 && current.includes('$'); step++) {
    const name = /^\$\{([\w.-]{1,200})\}$/.exec(current)?.[1];
    if (name === undefined) return null;
    current = properties.get(name)?.trim() ?? '';
  }
  return current === '' || current.includes('$') ? null : current;
}
