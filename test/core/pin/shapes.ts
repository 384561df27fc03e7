/** Loads that a commit can be written to, as the tests of the Python detector know them: before and after. */
import { COMMIT } from './pinning.ts';

export const HEAD = [
  'from transformers import AutoModel, pipeline',
  'from sentence_transformers import CrossEncoder, SentenceTransformer, SparseEncoder',
  'from huggingface_hub import hf_hub_download, snapshot_download, HfApi',
  'from datasets import load_dataset, load_dataset_builder as builder',
  'from vllm import LLM, EngineArgs, AsyncEngineArgs',
  'from peft import PeftModel',
  'from faster_whisper import WhisperModel',
  'import diffusers, torch',
  'NAME = "org/a"',
  '',
].join('\n');

const R = `revision="${COMMIT}"`;
/** vLLM takes the tokenizer from the same repository, at a revision of its own. */
const T = `tokenizer_revision="${COMMIT}"`;

export const SHAPES: readonly (readonly [before: string, after: string])[] = [
  ['AutoModel.from_pretrained("org/a")', `AutoModel.from_pretrained("org/a", ${R})`],
  ["AutoModel.from_pretrained('org/a')", `AutoModel.from_pretrained('org/a', ${R})`],
  ['AutoModel.from_pretrained("org/a", )', `AutoModel.from_pretrained("org/a", ${R}, )`],
  ['AutoModel.from_pretrained( "org/a" )', `AutoModel.from_pretrained( "org/a", ${R} )`],
  ['AutoModel.from_pretrained("org/a", revision="main")', `AutoModel.from_pretrained("org/a", ${R})`],
  ['AutoModel.from_pretrained("org/a", revision = "v1", device=0)', `AutoModel.from_pretrained("org/a", revision = "${COMMIT}", device=0)`],
  [
    'AutoModel.from_pretrained(revision=r"v1", pretrained_model_name_or_path=NAME)',
    `AutoModel.from_pretrained(${R}, pretrained_model_name_or_path=NAME)`,
  ],
  ['AutoModel.from_pretrained(NAME)', `AutoModel.from_pretrained(NAME, ${R})`],
  ['AutoModel.from_pretrained("org/" "a")', `AutoModel.from_pretrained("org/" "a", ${R})`],
  ['AutoModel.from_pretrained("org/" + "a")', `AutoModel.from_pretrained("org/" + "a", ${R})`],
  ['AutoModel.from_pretrained("org/a", key=lambda x: x)', `AutoModel.from_pretrained("org/a", key=lambda x: x, ${R})`],
  ['AutoModel.from_pretrained("org/a", *more)', `AutoModel.from_pretrained("org/a", *more, ${R})`],
  ['AutoModel.from_pretrained(\n    "org/a",\n    # why\n)', `AutoModel.from_pretrained(\n    "org/a", ${R},\n    # why\n)`],
  [
    'AutoModel.from_pretrained(\n    "org/a",\n    dtype="auto",  # as shipped\n)',
    `AutoModel.from_pretrained(\n    "org/a",\n    dtype="auto", ${R},  # as shipped\n)`,
  ],
  ['AutoModel.from_pretrained(\n    "org/a"  # the one\n)', `AutoModel.from_pretrained(\n    "org/a", ${R}  # the one\n)`],
  ['AutoModel.from_pretrained("org/a", \\\n    device=0)', `AutoModel.from_pretrained("org/a", \\\n    device=0, ${R})`],
  ['AutoModel.from_pretrained("org/a", """x\ny""")', `AutoModel.from_pretrained("org/a", """x\ny""", ${R})`],
  ['(AutoModel.from_pretrained)("org/a")', `(AutoModel.from_pretrained)("org/a", ${R})`],
  ['AutoModel.from_pretrained("org/a").to("cuda")', `AutoModel.from_pretrained("org/a", ${R}).to("cuda")`],
  [
    'f(AutoModel.from_pretrained("org/a"), AutoModel.from_pretrained("org/b"))',
    `f(AutoModel.from_pretrained("org/a", ${R}), AutoModel.from_pretrained("org/b", ${R}))`,
  ],
  ['f("é😀", AutoModel.from_pretrained("org/a"))', `f("é😀", AutoModel.from_pretrained("org/a", ${R}))`],
  ['pipeline("ner", "org/ner")', `pipeline("ner", "org/ner", ${R})`],
  ['pipeline(task="ner", model="org/ner", revision="v1")', `pipeline(task="ner", model="org/ner", ${R})`],
  ['SentenceTransformer("org/emb")', `SentenceTransformer("org/emb", ${R})`],
  ['CrossEncoder(model_name="org/ce")', `CrossEncoder(model_name="org/ce", ${R})`],
  ['SparseEncoder("org/se")', `SparseEncoder("org/se", ${R})`],
  ['hf_hub_download("org/a", "x.bin", revision="main")', `hf_hub_download("org/a", "x.bin", ${R})`],
  [
    'hf_hub_download(repo_id="org/d", filename="x", repo_type="dataset")',
    `hf_hub_download(repo_id="org/d", filename="x", repo_type="dataset", ${R})`,
  ],
  ['snapshot_download(repo_id="org/a")', `snapshot_download(repo_id="org/a", ${R})`],
  ['HfApi().snapshot_download("org/a")', `HfApi().snapshot_download("org/a", ${R})`],
  ['load_dataset("org/data", "en", revision="v2")', `load_dataset("org/data", "en", ${R})`],
  ['builder("org/data")', `builder("org/data", ${R})`],
  ['LLM(model="org/llm")', `LLM(model="org/llm", ${R}, ${T})`],
  ['EngineArgs("org/llm", revision="r")', `EngineArgs("org/llm", ${R}, ${T})`],
  ['AsyncEngineArgs(model="org/llm")', `AsyncEngineArgs(model="org/llm", ${R}, ${T})`],
  ['PeftModel.from_pretrained(base, "org/adapter")', `PeftModel.from_pretrained(base, "org/adapter", ${R})`],
  ['WhisperModel("org/whisper")', `WhisperModel("org/whisper", ${R})`],
  ['pipe.load_lora_weights("org/lora", weight_name="w")', `pipe.load_lora_weights("org/lora", weight_name="w", ${R})`],
];

/** Loads that stay as they are, with the reason's code. */
export const REFUSED: readonly (readonly [code: string, expected: string])[] = [
  ['AutoModel.from_pretrained("org/a", **options)', 'no-site'],
  ['AutoModel.from_pretrained("org/a", revision=REV)', 'revision-variable'],
  ['AutoModel.from_pretrained("org/a", revision=pick())', 'revision-variable'],
  ['AutoModel.from_pretrained("org/a", revision=os.environ["REV"])', 'revision-variable'],
  ['AutoModel.from_pretrained("org/a", revision=None)', 'no-site'],
  ['AutoModel.from_pretrained("org/a", revision="ma" "in")', 'no-site'],
  ['AutoModel.from_pretrained("org/a", revision="""ma\\\nin""")', 'no-site'],
  ['AutoModel.from_pretrained("org/a", revision="refs/pr/1")', 'pull-request'],
  ['AutoModel.from_pretrained(name_of())', 'computed-name'],
  ['AutoModel.from_pretrained("org/a" if big else "org/b")', 'several-names'],
  ['AutoModel.from_pretrained(os.environ.get("M", "org/a"))', 'overridable-name'],
  ['AutoModel.from_pretrained("not a name")', 'invalid-name'],
  ['hf_hub_download("org/a", "f", endpoint="https://mirror.example")', 'other-endpoint'],
  ['torch.hub.load("pytorch/vision:v0.10.0", "resnet18")', 'no-argument'],
  [`AutoModel.from_pretrained("org/a", x="${'y'.repeat(400)}")`, 'no-site'],
  ['print(f"{AutoModel.from_pretrained(\'org/a\')}")', 'no-site'],
];
