/** Dart and Flutter: pubspec.yaml and pubspec.lock. */
import { numberedLines, type ListedPackage, statedPackages } from './stated.ts';

export const pubspecDetector = statedPackages({
  id: 'pubspec',
  version: 1,
  names: ['pubspec.yaml', 'pubspec.yml', 'pubspec.lock'],
  title: 'AI frameworks in pubspec.yaml and pubspec.lock',
  decides: 'Each dependency with what is accepted of it, and those of the lock with their versions.',
  example: {
    path: 'pubspec.yaml',
    source: `name: app
dependencies:
  flutter:
    sdk: flutter
  google_generative_ai: ^0.4.7
  firebase_ai: 2.3.0
dev_dependencies:
  flutter_gemini: any
`,
    gives: [
      { name: 'google_generative_ai', version: null, range: '^0.4.7', line: 5 },
      { name: 'firebase_ai', version: '2.3.0', line: 6 },
      { name: 'flutter_gemini', version: null, line: 8, group: 'development' },
    ],
  },
  read: readPubspec,
});

const ENTRY = /^ {2}([a-z]\w{1,80}):\s{0,10}["']?([^"'#\n]{0,60})/;

function* readPubspec(text: string): Generator<ListedPackage> {
  let section = '';
  let open: { readonly name: string; readonly number: number } | null = null;
  for (const [line, number] of numberedLines(text)) {
    section = /^([a-z]\w{0,40}):/.exec(line)?.[1] ?? section;
    const [, name, stated = ''] = ENTRY.exec(line) ?? [];
    if (section === 'packages') {
      if (name !== undefined) open = { name, number };
      const version = /^ {4}version:\s{0,5}["']?([\w.+-]{1,60})/.exec(line)?.[1];
      if (open !== null && version !== undefined)
        yield { ecosystem: 'pub', name: open.name, version, exact: true, at: { line: open.number, column: 1 } };
      continue;
    }
    if (name === undefined || !/^(?:dev_)?dependenc(?:ies|y_overrides)$/.test(section)) continue;
    const version = stated.trim() === '' || stated.trim() === 'any' ? null : stated.trim();
    const group = section.startsWith('dev_') ? 'development' : 'runtime';
    yield { ecosystem: 'pub', name, version, exact: true, group, at: { line: number, column: 1 } };
  }
}
