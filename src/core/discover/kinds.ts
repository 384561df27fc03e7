/** Kinds of files that no reader takes: those that can name a component all the same, and those that cannot (T33). By name alone. */
import { baseName } from '../base/base-name.ts';
import { languages } from './languages/index.ts';
import { suffixOf } from './languages/known.ts';

/** What people call the kind, and its suffixes: kinds that are no language. A file of such a kind can name a model, a service or a package. */
const UNREAD: readonly (readonly [string, string])[] = [
  ['a template', 'tpl tmpl gotmpl j2 jinja jinja2 mako erb in template'],
  ['a build file', 'mk mak cmake bzl bazel ninja nix just'],
  ['a manifest', 'toml csproj fsproj vbproj vcxproj props targets sln nuspec cabal podspec sbt'],
  ['a configuration', 'json jsonc json5 ini cfg conf properties env plist cue dhall jsonnet libsonnet rego bicep'],
  ['a patch', 'patch diff'],
  ['a Modelfile', 'modelfile'],
  ['an archive', 'zip tar gz tgz bz2 tbz xz txz zst lz4 br 7z rar whl egg jar war ear nupkg gem apk aar ipa deb rpm dmg iso img crx vsix'],
  ['a program', 'exe dll so dylib a lib o obj wasm node class bin elf'],
];

const UNREAD_NAMES: readonly (readonly [string, string])[] = [
  [
    'a build file',
    'makefile gnumakefile justfile rakefile tiltfile earthfile jenkinsfile vagrantfile fastfile cmakelists.txt build workspace configure gradlew mvnw',
  ],
  ['a manifest', 'go.mod gemfile pipfile podfile brewfile pom.xml'],
  ['a list of what is started', 'procfile'],
  ['a Modelfile', 'modelfile'],
  ['a configuration', '.npmrc .yarnrc .condarc .netrc .env .envrc'],
  ['a list of submodules', '.gitmodules'],
];

/** Suffixes of what names no component: text, style, pictures, sound, fonts, documents, data, keys, generated lists. */
const IRRELEVANT = words(
  'txt md mdx markdown rst adoc asciidoc org tex bib log po pot mo xlf xliff man srt vtt rtf ics eml text license licence copyright',
  'css scss sass less styl svg png jpg jpeg gif bmp ico icns webp avif heic tif tiff psd ai eps xcf sketch fig drawio puml plantuml mmd dot',
  'mp3 wav flac ogg oga opus m4a aac aiff mid midi mp4 m4v mov avi mkv webm wmv flv ttf otf woff woff2 eot',
  'pdf doc docx xls xlsx ppt pptx odt ods odp epub',
  'csv tsv jsonl ndjson geojson har conll conllu conllup xml xsd xsl xslt dtd wsdl parquet feather arrow orc avro proto graphql gql thrift avdl fbs snap golden map webmanifest resx strings',
  'pem crt cer csr pub asc sig sum lock typed gitkeep keep gitignore dockerignore npmignore prettierignore eslintignore editorconfig browserslistrc',
);
const IRRELEVANT_NAMES = words(
  'license licence unlicense copying notice readme changelog changes history authors contributors maintainers codeowners owners version install todo security support news thanks credits patents cname',
  '.gitignore .dockerignore .npmignore .prettierignore .eslintignore .helmignore .gcloudignore .git-blame-ignore-revs .mailmap .editorconfig .gitkeep .keep .nojekyll .python-version .nvmrc .node-version .ruby-version .tool-versions',
  // How a server answers, how code is looked at, which files a source distribution takes along.
  '.htaccess .flake8 .coveragerc browserslist manifest.in',
);

/** A page of the manual, where manuals lie: "man/man1/fzf.1". */
const MANUAL = /(?:^|\/)man(?:\d|\/(?:[^/]+\/)*man\d)?\/[^/.]+\.\d$/;

const UNREAD_BY_SUFFIX = byWord(UNREAD);
const UNREAD_BY_NAME = byWord(UNREAD_NAMES);

/** What a path that no reader takes is called, null for a kind that names no component. What no list knows may be anything. */
export function unreadKind(path: string): string | null {
  const name = baseName(path).toLowerCase();
  const known = UNREAD_BY_NAME.get(name);
  if (known !== undefined) return known;
  if (IRRELEVANT_NAMES.has(name)) return null;
  // ".env.production" is a configuration, "LICENSE.MIT" and "README.ja" are texts.
  if (name.startsWith('.env.')) return 'a configuration';
  if (MANUAL.test(path)) return null;
  // Types alone: nothing in it runs.
  if (/\.d\.[cm]?ts$/.test(name)) return null;
  if (/^(?:license|licence|copying|notice|readme|changelog)\b/.test(name)) return null;
  const suffix = suffixOf(name);
  if (IRRELEVANT.has(suffix)) return null;
  return languages.of(name)?.name.title ?? UNREAD_BY_SUFFIX.get(suffix) ?? 'a kind that is not known';
}

/** Bytes for machines: no text to look into. */
const NO_TEXT: ReadonlySet<string> = new Set(['an archive', 'a program']);

/** Whether a path that no reader takes may be a text that names a component: what no list knows may be one, too. */
export function isUnreadText(path: string): boolean {
  const kind = unreadKind(path);
  return kind !== null && !NO_TEXT.has(kind);
}

const DATA = words('json jsonc json5 toml');

/** Where such a text writes names: code between quotes, beside words of its own; data between quotes; other settings anywhere. */
export function namesQuoted(path: string): 'code' | 'data' | 'no' {
  const suffix = suffixOf(path);
  if (languages.of(path) !== null) return suffix === 'tfvars' ? 'data' : 'code';
  return DATA.has(suffix) ? 'data' : 'no';
}

function byWord(kinds: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  return new Map(kinds.flatMap(([label, list]) => list.split(' ').map((word) => [word, label] as const)));
}

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
