/** Which paths may hold weights. */
import { baseName } from './base-name.ts';

/** Suffixes that model files use. */
export const WEIGHTS_SUFFIXES = suffixes(
  'safetensors gguf ggml onnx ort pt pth pt2 ptl pte bin pkl pickle ckpt joblib h5 hdf5 keras tflite lite npy npz pb pbtxt msgpack model mlmodel nemo mar skops',
  'dill cloudpickle torch weights caffemodel pdparams pdmodel params t7 rknn engine plan trt dduf llamafile q4_0 q4_k_m q8_0 f16 pkl.gz pickle.gz joblib.gz joblib.z pt.gz',
  // Compressed in other ways, and the names that PyTorch's own examples give to checkpoints.
  'pkl.bz2 pkl.xz pkl.lzma pkl.zst pkl.lz4 joblib.bz2 joblib.xz joblib.lzma joblib.lz4 joblib.zst pth.tar pt.tar ckpt.tar',
);

/** Suffixes of content that is looked at by others, or by nobody: text, source, pictures, sound, archives, fonts, data. */
const OTHER = suffixes(
  // Text and markup
  'txt md mdx markdown rst adoc asciidoc org tex bib log csv tsv json jsonl ndjson json5 jsonc yaml yml toml ini cfg conf properties env xml xsd xsl svg html htm xhtml css scss sass less po pot',
  'srt vtt lock sum patch diff snap golden ipynb tmpl tpl j2 jinja jinja2 ejs hbs mustache njk liquid in out ans example sample template editorconfig map webmanifest rtf ics eml',
  // Source
  'py pyi pyx pxd js mjs cjs jsx ts mts cts tsx vue svelte astro java kt kts scala groovy gradle clj cljs ex exs erl hrl hs lhs ml mli fs fsx cs csproj sln vb c h cc cpp cxx hpp hh hxx inl inc cu cuh m mm',
  'swift go rs rb rake gemspec php pl pm t lua r rmd rnw jl dart nim zig v vhd sv d pas f f90 f95 for asm s sh bash zsh fish ksh ps1 psm1 bat cmd awk sed sql graphql gql proto thrift avdl fbs wat',
  'cmake mk mak am ac m4 bzl bazel nix tf tfvars hcl rego sol vy move cairo metal glsl vert frag hlsl wgsl cl tcl el lisp scm rkt vim dockerfile bicep cue dhall jsonnet libsonnet puml plantuml mmd dot',
  // Pictures, sound, video, fonts
  'png jpg jpeg gif bmp ico icns webp avif heic tif tiff psd ai eps xcf sketch fig raw dng exr hdr mp3 wav flac ogg oga opus m4a aac aiff mid midi mp4 m4v mov avi mkv webm wmv flv ttf otf woff woff2 eot',
  // Archives, programs, documents, data
  'gz bz2 tbz xz txz zst lz4 br 7z rar zip jar war ear whl egg gem nupkg apk aar ipa deb rpm dmg iso img exe dll so dylib a lib o obj pdb class pyc pyo wasm node pdf doc docx xls xlsx ppt pptx',
  'odt ods odp epub mobi parquet feather arrow orc avro sqlite sqlite3 db mdb dbf shp shx prj geojson gpkg kml las laz mat nc nc4 cdf grib grb2 fits h5ad loom fast5 bam sam vcf fasta fa fastq fq tfrecord tfrecords',
  'pem crt cer key csr p12 pfx jks keystore pub asc sig gpg pcap pcapng idx pack rev keep gitkeep gitignore gitattributes gitmodules dockerignore npmignore npmrc nvmrc prettierrc eslintrc stl step stp blend fbx glb gltf usd usdz ply obj mtl',
);

/** Of those: content that no reader takes for what its name says. */
const HIDING = suffixes(
  'png jpg jpeg gif bmp ico webp avif heic tif tiff psd raw dng exr mp3 wav flac ogg m4a aac mp4 mov avi mkv webm ttf otf woff woff2',
  'zip jar whl egg gz 7z pdf doc docx xls xlsx ppt pptx dat db sqlite idx pack so dll dylib exe wasm node iso img txt log mat',
);

/** Names without suffix that are text. */
const TEXT_NAMES = new Set(
  (
    'license licence copying notice readme changelog changes history authors contributors maintainers codeowners owners version install todo makefile gnumakefile dockerfile containerfile jenkinsfile vagrantfile ' +
    'procfile brewfile gemfile rakefile podfile fastfile justfile tiltfile earthfile pipfile build workspace cmakelists gradlew mvnw configure manifest cname security support news thanks credits patents go.mod head config description'
  ).split(' '),
);

/** Whether the suffix is one that model files use. */
export function namesWeights(path: string): boolean {
  return suffixesOf(path).some((suffix) => WEIGHTS_SUFFIXES.has(suffix));
}

/** Whether a path that names no weights may still hold some: without a suffix, or with an unknown one. */
export function mayHoldWeights(path: string): boolean {
  const name = baseName(path).toLowerCase();
  // Hidden files without a further dot are settings: ".gitignore", ".env".
  if (TEXT_NAMES.has(name) || /^\.[^.]*$/.test(name) || /^(?:license|licence|copying|notice|readme|dockerfile|makefile)\b/.test(name))
    return false;
  const suffixes = suffixesOf(path);
  return suffixes.includes('tar.gz') || !suffixes.some((suffix) => OTHER.has(suffix));
}

/** Whether a large file of this kind is looked at, whatever its suffix says: pictures, sound, documents and archives, which nothing else reads. */
export function mayHideWeights(path: string): boolean {
  return suffixesOf(path).some((suffix) => HIDING.has(suffix));
}

/** "a/model.pkl.gz" → "gz", "pkl.gz". */
function suffixesOf(path: string): readonly string[] {
  const parts = baseName(path).toLowerCase().split('.').slice(1);
  const last = parts.at(-1);
  if (last === undefined) return [];
  return parts.length === 1 ? [last] : [last, parts.slice(-2).join('.')];
}

function suffixes(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
