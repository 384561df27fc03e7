/** Ruby: Gemfile and Gemfile.lock. */
import { numberedLines, type ListedPackage, statedPackages } from './stated.ts';

export const gemfileDetector = statedPackages({
  id: 'gemfile',
  version: 1,
  names: ['Gemfile', 'gems.rb'],
  title: 'AI frameworks in Gemfile',
  decides: 'Each gem with what is accepted of it.',
  example: {
    path: 'Gemfile',
    source: `source "https://gems.example"
gem "rails", "~> 8.0"
gem "ruby_llm", "~> 1.9"
group :test do
  gem 'ruby-openai'
end
`,
    gives: [
      { name: 'ruby_llm', version: null, range: '~> 1.9', line: 3 },
      { name: 'ruby-openai', version: null, line: 5 },
    ],
  },
  read: readGemfile,
});

const GEM =
  /^\s{0,40}(?:gem|\w{1,10}\.add_(?:runtime_|development_)?dependency)\s{0,5}\(?\s{0,5}["']([\w.-]{1,100})["'](?:\s{0,5},\s{0,5}["']([^"'\n]{1,60})["'])?/;

function* readGemfile(text: string): Generator<ListedPackage> {
  for (const [line, number] of numberedLines(text)) {
    const [, name, version] = GEM.exec(line) ?? [];
    if (name === undefined) continue;
    const group = line.includes('add_development') ? 'development' : 'runtime';
    yield { ecosystem: 'gem', name, version: version ?? null, exact: true, group, at: { line: number, column: 1 } };
  }
}

export const gemfileLockDetector = statedPackages({
  id: 'gemfile-lock',
  version: 1,
  names: ['Gemfile.lock', 'gems.locked'],
  title: 'AI frameworks in Gemfile.lock',
  decides: 'Each gem of its specs with its version.',
  example: {
    path: 'Gemfile.lock',
    source: `GEM
  remote: https://gems.example/
  specs:
    rails (8.0.2)
    ruby_llm (1.9.1)
      faraday (>= 1.10.0)

DEPENDENCIES
  ruby_llm (~> 1.9)
`,
    gives: [{ name: 'ruby_llm', version: '1.9.1', line: 5 }],
  },
  read: readLock,
});

function* readLock(text: string): Generator<ListedPackage> {
  for (const [line, number] of numberedLines(text)) {
    // "1.18.2-x86_64-linux-gnu" is a build of 1.18.2.
    const [, name, version] = /^ {4}([\w.-]{1,100}) \(([\w.]{1,60})(?:-[\w.-]{1,60})?\)$/.exec(line) ?? [];
    if (name !== undefined) yield { ecosystem: 'gem', name, version: version ?? null, exact: true, at: { line: number, column: 1 } };
  }
}
