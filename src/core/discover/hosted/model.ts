/** A text → the hosted model that it names by its own form. Pure. */
import { releaseOf } from '../../ref/release.ts';
import { ID_FORMS } from './forms.ts';

export interface HostedModel {
  /** Id of a row of `PROVIDERS`. */
  readonly provider: string;
  /** As the provider calls it. */
  readonly model: string;
  /** The release that the name says: a date, a number; null: none. */
  readonly version: string | null;
  /** The name says that it moves: "-latest". */
  readonly floats: boolean;
  /** Nothing else is called so. False: it counts only where a key or a call says that a hosted model is meant. */
  readonly certain: boolean;
}

const MAX = 200;
/** "gpt-4-results.json" */
const FILE =
  /\.(?:jsonl?|txt|csv|tsv|md|py|ya?ml|toml|log|png|jpe?g|svg|webp|html?|pdf|pkl|pt|gguf|onnx|wav|mp3|mp4|tsx?|jsx?|parquet|zip|gz)$/i;

/** null: by its form it may be anything. */
export function hostedModelOf(text: string): HostedModel | null {
  if (text.length < 2 || text.length > MAX || /[\s"'`]/.test(text) || FILE.test(text)) return null;
  const sure = ID_FORMS.find(({ certain }) => certain?.test(text) === true);
  if (sure !== undefined) return hostedModel(sure.provider, text, true);
  const plain = ID_FORMS.find((form) => form.plain?.test(text) === true);
  return plain === undefined ? null : hostedModel(plain.provider, text, false);
}

/** What is known of a model whose provider is known. */
export function hostedModel(provider: string, text: string, certain = true): HostedModel {
  const model = plainName(text);
  return { provider, model, version: releaseOf(model), floats: /[-:@]latest$/.test(model), certain };
}

/** "models/gemini-2.5-pro", "projects/…/publishers/google/models/x", an ARN of a model of all: the last part. */
function plainName(text: string): string {
  const [, path, arn] =
    /^(?:projects\/[^/]+\/locations\/[^/]+\/)?(?:publishers\/[^/]+\/)?models\/([^/]+)$|^arn:[^/]+:(?:foundation-model|inference-profile)\/([^/]+)$/.exec(
      text,
    ) ?? [];
  return path ?? arn ?? text;
}
