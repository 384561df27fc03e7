/** Commands that fetch or serve a model, in texts of kinds that no reader of commands takes: what they name (T33). Pure. */
import type { FoundTelling } from './found.ts';

/** What stands between the program and the name: options, with a value behind "=" or none. */
const OPTIONS = String.raw`(?:-[\w-]{1,41}(?:=[^\s"']{1,200})?[ \t]{1,20}){0,10}`;
const HUB = String.raw`(?:\bhf|huggingface-cli|\blitgpt|\btune|\bmodelscope)(?:\.exe)?[ \t]{1,20}download|\b(?:vllm|sglang|lmdeploy)[ \t]{1,20}serve|\bllama-(?:server|cli)[ \t]{1,20}-hf|--(?:model|model-id|model-path|model_name_or_path|hf-repo)`;
const OTHER = String.raw`\bollama(?:\.exe)?[ \t]{1,20}(?:pull|run)|\bdocker[ \t]{1,20}model[ \t]{1,20}(?:pull|run)|\bspacy[ \t]{1,20}download`;
const NAME = String.raw`[A-Za-z0-9][\w.-]{1,95}`;
const COMMAND = new RegExp(
  String.raw`(?:(?:${HUB})[ \t=]{1,20}${OPTIONS}(${NAME}\/${NAME})|(?:${OTHER})[ \t]{1,20}${OPTIONS}((?:${NAME}\/){0,3}${NAME}(?::[\w.-]{1,60})?))(?![\w/.:-])`,
  'g',
);
/** Lines that no program runs, or that print what they hold. */
const SHOWN = /^\s*(?:#|;|\/\/|\*|<!--|::|@?(?:rem|echo|printf|print|write-(?:host|output|error|warning))\b)/i;
/** Whatever is behind them stands in their place. */
const MAX_FOUND = 300;

/** `start`: of the name. */
export function commandNamesIn(text: string): FoundTelling[] {
  const found: FoundTelling[] = [];
  for (const match of text.matchAll(COMMAND)) {
    const name = match[1] ?? match[2] ?? '';
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (SHOWN.test(line.slice(0, 200))) continue;
    found.push({ what: 'id', text: name, start: match.index + match[0].length - name.length });
    if (found.length >= MAX_FOUND) break;
  }
  return found;
}
