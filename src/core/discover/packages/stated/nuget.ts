/** .NET: project files, central versions, packages.config and packages.lock.json. */
import type { ProblemFact } from '../../../model/index.ts';
import { parseJsonText } from '../../json-file.ts';
import { asText, entries, field } from '../toml/table.ts';
import { resolveText } from './maven.ts';
import { type ListedPackage, statedPackages } from './stated.ts';
import { childText, xmlElements } from './xml.ts';

export const nugetProjectDetector = statedPackages({
  id: 'nuget-project',
  version: 1,
  names: [/\.(?:cs|fs|vb)proj$/, 'Directory.Packages.props', 'Directory.Build.props', 'Directory.Build.targets', 'packages.config'],
  title: 'AI frameworks in .NET projects',
  decides:
    'PackageReference, PackageVersion and GlobalPackageReference with the version of the attribute, of the element or of a property, and the packages of packages.config.',
  example: {
    path: 'src/App/App.csproj',
    source: `<Project Sdk="Microsoft.NET.Sdk.Web">
  <ItemGroup>
    <PackageReference Include="Microsoft.SemanticKernel" Version="1.66.0" />
    <PackageReference Include="OllamaSharp">
      <Version>5.4.7</Version>
    </PackageReference>
    <PackageReference Include="Serilog" Version="4.3.0" />
  </ItemGroup>
</Project>
`,
    gives: [
      { name: 'Microsoft.SemanticKernel', version: '1.66.0', line: 3 },
      { name: 'OllamaSharp', version: '5.4.7', line: 4 },
    ],
  },
  read: readProject,
});

const REFERENCES: ReadonlySet<string> = new Set(['PackageReference', 'PackageVersion', 'GlobalPackageReference', 'package']);

function* readProject(text: string): Generator<ListedPackage> {
  const elements = xmlElements(text);
  const properties = new Map(elements.filter(({ path }) => path.at(-1) === 'PropertyGroup').map(({ name, text: value }) => [name, value]));
  for (const one of elements.filter(({ name }) => REFERENCES.has(name)).toSorted((a, b) => a.line - b.line)) {
    const attribute = (name: string): string | null => one.attributes.get(name) ?? null;
    const version = attribute('Version') ?? attribute('VersionOverride') ?? attribute('version') ?? childText(one, 'Version');
    yield {
      ecosystem: 'nuget',
      name: attribute('Include') ?? attribute('Update') ?? attribute('id') ?? '',
      // "$(Name)" of MSBuild is what "${name}" is of Maven.
      version: resolveText(version?.replace(/^\$\(([\w.-]{1,100})\)$/, '${$1}') ?? null, properties),
      exact: true,
      at: { line: one.line, column: 1 },
    };
  }
}

export const nugetLockDetector = statedPackages({
  id: 'nuget-lock',
  version: 1,
  names: ['packages.lock.json'],
  title: 'AI frameworks in packages.lock.json',
  decides: 'Every package of every target framework in its resolved version.',
  example: {
    path: 'packages.lock.json',
    source: `{
  "version": 1,
  "dependencies": {
    "net9.0": {
      "Microsoft.SemanticKernel": { "type": "Direct", "resolved": "1.66.0" },
      "Serilog": { "type": "Direct", "resolved": "4.3.0" }
    }
  }
}
`,
    gives: [{ name: 'Microsoft.SemanticKernel', version: '1.66.0', line: 5 }],
  },
  read: readLock,
});

function* readLock(text: string): Generator<ListedPackage | ProblemFact> {
  const file = parseJsonText(text, 3);
  if (!file.ok) return yield file.problem;
  for (const [target, packages] of entries(field(file.data, 'dependencies')))
    for (const [name, entry] of entries(packages)) {
      const at = file.places.at(['dependencies', target, name]) ?? { line: 1, column: 1 };
      yield { ecosystem: 'nuget', name, version: asText(field(entry as never, 'resolved')), exact: true, at };
    }
}
