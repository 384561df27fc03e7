/** Manifests of other languages: what their examples do not show. The contract test edits the examples. */
import { expect, it } from 'vitest';
import type { PackageFact } from '../../../../src/core/model/index.ts';
import { statedDetectors } from '../../../../src/core/discover/packages/stated/index.ts';
import { factsOf } from '../facts.ts';

function packagesIn(path: string, text: string): string[] {
  const detector = statedDetectors.find((one) => one.wants(path, text.length));
  const facts = detector === undefined ? [] : factsOf(detector, text);
  return facts.map((fact) => {
    if (fact.kind !== 'package') return fact.kind;
    const { name, version, range, line, source, group } = fact satisfies PackageFact;
    return `${name} ${version ?? range ?? '-'} :${line}${source === 'registry' ? '' : ` ${source}`}${group === 'runtime' ? '' : ` ${group}`}`;
  });
}

const POM = (inner: string): string => `<project>\n${inner}\n</project>\n`;

it.each<[string, string, string, string[]]>([
  [
    'properties that lead to each other',
    'pom.xml',
    POM(
      '<properties><a>${b}</a><b>${a}</b></properties><dependencies><dependency><groupId>com.openai</groupId><artifactId>openai-java</artifactId><version>${a}</version></dependency></dependencies>',
    ),
    ['com.openai/openai-java - :2'],
  ],
  [
    'a BOM whose modules have versions of their own',
    'pom.xml',
    POM(
      '<dependencyManagement><dependencies><dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j-bom</artifactId><version>1.0.1</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>\n<dependencies><dependency><groupId>dev.langchain4j</groupId><artifactId>langchain4j-ollama</artifactId></dependency></dependencies>',
    ),
    ['dev.langchain4j/langchain4j-bom 1.0.1 :2', 'dev.langchain4j/langchain4j-ollama - :3'],
  ],
  [
    'what a comment holds',
    'pom.xml',
    POM('<!-- <dependency><groupId>com.openai</groupId><artifactId>openai-java</artifactId></dependency> -->'),
    [],
  ],
  [
    'a map form, and a variable of another file',
    'build.gradle',
    "dependencies {\n  implementation group: 'com.openai', name: 'openai-java', version: '2.0.0'\n  implementation \"com.google.genai:google-genai:$genaiVersion\"\n  // implementation 'com.openai:openai-java:1.0.0'\n}\n",
    ['com.openai/openai-java 2.0.0 :2', 'com.google.genai/google-genai - :3'],
  ],
  [
    'sbt',
    'build.sbt',
    'val v = "1.2.0"\nlibraryDependencies += "io.cequence" %% "openai-scala-client" % v\n',
    ['io.cequence/openai-scala-client 1.2.0 :2'],
  ],
  [
    'a property of MSBuild',
    'a.csproj',
    '<Project><PropertyGroup><SkVersion>1.66.0</SkVersion></PropertyGroup>\n<PackageReference Include="Microsoft.SemanticKernel" Version="$(SkVersion)" /></Project>',
    ['Microsoft.SemanticKernel 1.66.0 :2'],
  ],
  [
    'a project of Xcode',
    'App.xcodeproj/project.pbxproj',
    '\t\t\tisa = XCRemoteSwiftPackageReference;\n\t\t\trepositoryURL = "https://github.com/argmaxinc/WhisperKit.git";\n\t\t\trequirement = {\n\t\t\t\tkind = exactVersion;\n\t\t\t\tversion = 0.9.4;\n\t\t\t};\n',
    ['github.com/argmaxinc/whisperkit 0.9.4 :2'],
  ],
  ['a gem of one version', 'Gemfile', "gem 'ruby-openai', '7.3.1', require: false\n", ['ruby-openai 7.3.1 :1']],
  ['a lock of Podfile', 'ios/Podfile.lock', 'PODS:\n  - TensorFlowLiteSwift (2.14.0):\n', ['TensorFlowLiteSwift 2.14.0 :2']],
  [
    'a lock of pub',
    'pubspec.lock',
    'packages:\n  firebase_ai:\n    dependency: "direct main"\n    version: "2.3.0"\n',
    ['firebase_ai 2.3.0 :2'],
  ],
  [
    'a lock of mix',
    'mix.lock',
    '%{\n  "bumblebee": {:hex, :bumblebee, "0.6.0", "aa", [:mix], [], "hexpm", "bb"},\n}\n',
    ['bumblebee 0.6.0 :2'],
  ],
])('%s (%s)', (_, path, text, expected) => {
  expect(packagesIn(path, text)).toEqual(expected);
});

it('hostile texts come to an end', () => {
  const texts = [
    '<a '.repeat(200_000),
    '<a>'.repeat(200_000),
    `"${'a:'.repeat(200_000)}"`,
    'url: "https://a'.repeat(50_000),
    '- '.repeat(200_000),
  ];
  for (const detector of statedDetectors) for (const text of texts) expect(Array.isArray(factsOf(detector, text))).toBe(true);
});

it('hostile: lists in lists, and lists without an end', () => {
  const many = `install_requires = ${'['.repeat(100_000)}"torch"\n${'requires = ['.repeat(50_000)}`;
  expect(packagesIn('setup.py', many)).toEqual(['torch - :1']);
  expect(packagesIn('setup.cfg', `[options]\ninstall_requires =\n${' torch\n'.repeat(100_000)}`).length).toBeGreaterThan(1_000);
});
