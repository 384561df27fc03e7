/** What the readers of starts share: from what a command line tells to facts of a file. */
import type { EndpointFact, StartFact } from '../../model/index.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';
import type { StartedCode } from './command.ts';
import { endpointFact, type Setting } from './settings.ts';

export type StartsFact = StartFact | EndpointFact;

/** Whether `text` may start something or set an endpoint is cheap to ask: what names no code cannot. */
export const TELLING_START =
  /py|sh\b|\bgunicorn|\buvicorn|\bcelery|\bflask|\bhypercorn|\bstreamlit|\btorchrun|\baccelerate|\bserve\b|_ENDPOINT|_BASE_URL|_API_BASE|MODELSCOPE|_STAGING|OLLAMA_HOST|env/i;

export function startFacts(all: readonly StartedCode[], unit: string | null, file: Pick<PlacedFile, 'at'>): StartFact[] {
  return all.map(({ offset, ...start }) => ({ kind: 'start', ...start, unit, ...file.at(offset) }));
}

export function settingFacts(all: readonly Setting[], unit: string | null, file: Pick<PlacedFile, 'at'>): EndpointFact[] {
  return all.map(({ variable, value, offset }) => endpointFact(variable, value, file.at(offset), unit));
}

/** A file that is run, or a file of settings that is read. */
export function fileStart(targets: readonly string[], unit: string | null, at: { line: number; column: number }): StartFact {
  return { kind: 'start', what: 'file', targets, folders: [], unit, by: 'script', ...at };
}

/** `"test": "python tests/run.py"`: by their names, these are no starts of the product. */
export function isCheckName(name: string): boolean {
  return /^(?:pre|post)?(?:tests?|testing|lint|e2e|bench(?:mark)?s?|coverage|cov|check|docs?|format|fmt|typecheck|types?|ci|smoke|integration|unit)(?:$|[^a-z])/i.test(
    name,
  );
}
