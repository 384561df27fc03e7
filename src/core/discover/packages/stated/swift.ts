/** Swift packages: Package.swift, Package.resolved, projects of Xcode; and pods. */
import { gitLocation } from '../../../ecosystems/git.ts';
import type { ProblemFact } from '../../../model/index.ts';
import { parseJsonText } from '../../json-file.ts';
import { asList, asTable, asText, field } from '../toml/table.ts';
import { numberedLines, type ListedPackage, statedPackages } from './stated.ts';

export const swiftPackageDetector = statedPackages({
  id: 'swift-package',
  version: 1,
  names: ['Package.swift', 'project.pbxproj', 'project.yml'],
  title: 'AI frameworks in Swift packages and Xcode projects',
  decides:
    'Each remote package by its address, with the exact version that it is asked in, or what is accepted: .package(url:) of Package.swift, XCRemoteSwiftPackageReference of a project of Xcode, packages of XcodeGen.',
  example: {
    path: 'Package.swift',
    source: `let package = Package(
    name: "app",
    dependencies: [
        .package(url: "https://github.com/ml-explore/mlx-swift", exact: "0.25.6"),
        .package(url: "https://github.com/MacPaw/OpenAI.git", from: "0.4.7"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.6.0"),
    ]
)
`,
    gives: [
      { name: 'github.com/ml-explore/mlx-swift', version: '0.25.6', line: 4 },
      { name: 'github.com/macpaw/openai', version: null, range: '0.4.7', line: 5 },
    ],
  },
  read: readPackage,
});

const ADDRESS = /(?:url\s{0,5}:\s{0,5}|repositoryURL\s{0,5}=\s{0,5}|^\s{0,20}url:\s{0,5})"?((?:https?:\/\/|git@)[\w.@:/~-]{5,200})"?/;
const EXACT = /(?:\bexact\s{0,5}:|\.exact\(|exactVersion:|\bkind = exactVersion;?\s{0,20}version =)\s{0,5}"?([\w.+-]{1,60})"?/;
const ACCEPTED =
  /(?:\bfrom\s{0,5}:|minimumVersion =|\bupToNext\w{5}\(from:|\bversion =|branch\s{0,3}[:=]|majorVersion:|minorVersion:)\s{0,5}"?([\w./+-]{1,60})"?/;
/** Lines behind the address in which its version is looked for. */
const NEAR = 7;

function* readPackage(text: string): Generator<ListedPackage> {
  const lines = [...numberedLines(text)];
  for (const [index, [line, number]] of lines.entries()) {
    const address = ADDRESS.exec(line)?.[1];
    if (address === undefined || /^\s{0,40}\/\//.test(line)) continue;
    const rest = [line.slice(line.indexOf(address) + address.length)];
    for (const [next] of lines.slice(index + 1, index + NEAR)) {
      if (ADDRESS.test(next)) break;
      rest.push(next);
      if (/^\s{0,20}\};/.test(next) && rest.length > 3) break;
    }
    // A package of one line says all there.
    const said = (rest[0] ?? '').includes(')') ? (rest[0] ?? '') : rest.join(' ').slice(0, 600);
    const exact = EXACT.exec(said)?.[1];
    yield {
      ...named(address),
      version: exact ?? ACCEPTED.exec(said)?.[1] ?? null,
      exact: exact !== undefined,
      at: { line: number, column: 1 },
    };
  }
}

/** "https://github.com/MacPaw/OpenAI.git" → "github.com/MacPaw/OpenAI", as purls of Swift are written. */
function named(address: string): Pick<ListedPackage, 'ecosystem' | 'name'> {
  const name = address
    .replace(/^(?:https?:\/\/(?:[\w.-]{1,60}@)?|git@)/, '')
    .replace(':', '/')
    .replace(/(?:\.git)?\/?$/, '');
  return { ecosystem: 'swift', name };
}

export const swiftResolvedDetector = statedPackages({
  id: 'swift-resolved',
  version: 1,
  names: ['Package.resolved'],
  title: 'AI frameworks in Package.resolved',
  decides: 'Each pin with its version, or its branch where it has none.',
  example: {
    path: 'Package.resolved',
    source: `{
  "pins" : [
    {
      "identity" : "whisperkit",
      "kind" : "remoteSourceControl",
      "location" : "https://github.com/argmaxinc/WhisperKit",
      "state" : { "revision" : "0123456789abcdef0123456789abcdef01234567", "version" : "0.13.1" }
    }
  ],
  "version" : 2
}
`,
    gives: [{ name: 'github.com/argmaxinc/whisperkit', version: '0.13.1', line: 6 }],
  },
  read: readResolved,
});

function* readResolved(text: string): Generator<ListedPackage | ProblemFact> {
  const file = parseJsonText(text, 0);
  if (!file.ok) return yield file.problem;
  // Data keeps the order of the file, so that the lines of addresses are those of its pins.
  const lines = [...numberedLines(text)].filter(([line]) => /"(?:location|repositoryURL)"/.test(line)).map(([, number]) => number);
  const object = asTable(field(file.data, 'object'));
  const pins = asList(field(file.data, 'pins') ?? field(object, 'pins')).map(asTable);
  let index = 0;
  for (const pin of pins) {
    const address = asText(field(pin, 'location')) ?? asText(field(pin, 'repositoryURL'));
    if (address === null) continue;
    const line = lines[index] ?? 1;
    index += 1;
    const version = asText(field(pin, 'state', 'version'));
    const revision = asText(field(pin, 'state', 'revision'));
    const source = version === null ? { source: { source: 'git', location: gitLocation(address, revision) } as const } : {};
    yield {
      ...named(address),
      version: version ?? asText(field(pin, 'state', 'branch')),
      exact: version !== null,
      ...source,
      at: { line, column: 1 },
    };
  }
}

export const podsDetector = statedPackages({
  id: 'cocoapods',
  version: 1,
  names: ['Podfile', 'Podfile.lock', /\.podspec$/],
  title: 'AI frameworks in Podfile and Podfile.lock',
  decides: 'Each pod with what is accepted, and those of the lock with their versions.',
  example: {
    path: 'ios/Podfile',
    source: `target 'App' do
  pod 'TensorFlowLiteSwift', '~> 2.14.0'
  pod 'Alamofire'
end
`,
    gives: [{ name: 'TensorFlowLiteSwift', version: null, range: '~> 2.14.0', line: 2 }],
  },
  read: readPods,
});

const POD =
  /^\s{0,20}(?:pod|\w{1,10}\.dependency)\s{0,5}\(?\s{0,5}["']([\w.+-]{2,100})(?:\/[\w.+/-]{1,100})?["'](?:\s{0,5},\s{0,5}["']([^"'\n]{1,60})["'])?/;
const LOCKED_POD = /^ {2}- "?([\w.+-]{2,100})(?:\/[\w.+/-]{1,100})? \((\d[\w.+-]{0,60})\)"?:?$/;

function* readPods(text: string): Generator<ListedPackage> {
  for (const [line, number] of numberedLines(text)) {
    const locked = LOCKED_POD.exec(line);
    const [, name, version] = locked ?? POD.exec(line) ?? [];
    if (name !== undefined)
      yield { ecosystem: 'cocoapods', name, version: version ?? null, exact: locked !== null, at: { line: number, column: 1 } };
  }
}
