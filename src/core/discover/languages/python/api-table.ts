/** The API table of Python: each row says all about one callable (design, section 3). The first row that fits a call counts. */
import { AGENT_ROWS } from './api-agents.ts';
import { DATA_ROWS } from './api-data.ts';
import { DATASET_ROWS } from './api-datasets.ts';
import { EMBEDDER_ROWS } from './api-embedders.ts';
import { ENGINE_ROWS } from './api-engines.ts';
import { FILE_ROWS } from './api-files.ts';
import { LANGUAGE_ROWS } from './api-language.ts';
import { MODEL_ROWS } from './api-models.ts';
import type { ApiRow } from './api-row.ts';
import { REGISTRY_ROWS } from './api-registries.ts';
import { SERVICE_ROWS } from './api-services.ts';
import { SPEECH_ROWS } from './api-speech.ts';
import { URL_ROWS } from './api-urls.ts';
import { VISION_ROWS } from './api-vision.ts';
import { VOICE_ROWS } from './api-voice.ts';

export const API_TABLE: readonly ApiRow[] = [
  ...MODEL_ROWS,
  ...EMBEDDER_ROWS,
  ...FILE_ROWS,
  ...DATASET_ROWS,
  ...DATA_ROWS,
  ...SPEECH_ROWS,
  ...VISION_ROWS,
  ...LANGUAGE_ROWS,
  ...ENGINE_ROWS,
  ...AGENT_ROWS,
  ...URL_ROWS,
  ...VOICE_ROWS,
  ...REGISTRY_ROWS,
  ...SERVICE_ROWS,
];

/** "create" of "chat.completions.create". */
export function lastNameOf({ name }: ApiRow): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
