/** Lists of packages that commands take: `pip install -r deps.list -c "pins of today"`. */
import type { At, ProblemFact } from '../../model/index.ts';
import { cleanLocation } from '../../base/address.ts';
import { redact } from '../../base/redact.ts';
import { requirementsDetector } from '../packages/requirements/index.ts';
import { PYTHON_MANAGERS } from './indexes.ts';

/** Of pip ("pip install") and uv ("uv pip install"). */
const NAMED = /^(?:-[rc]|--(?:requirements?|(?:build-)?constraints?|overrides?))$/;
const ATTACHED = /^(?:-[rc]|--(?:requirements?|(?:build-)?constraints?|overrides?)=)([^-=\s].{0,400})$/s;
/** Before it "-c" is code for Python, or a setting of something else. */
const TAKES = /^(?:install|download|wheel|sync|compile|add)$/;
/** What says what is in it by its name, and is no list of pip. */
const OTHER_KIND = /^(?:-$|\/dev\/)|\.(?:toml|cfg)$|setup\.py$/;

/** A list whose name says nothing of it is no file of requirements to any reader. */
export function listsOf(texts: readonly (string | null)[], at: (index: number) => At): ProblemFact[] {
  const words = texts.slice(0, 400);
  if (!words.slice(0, 12).some((text) => text !== null && PYTHON_MANAGERS.test(text.slice(text.lastIndexOf('/') + 1)))) return [];
  const verb = words.findIndex((text) => text !== null && TAKES.test(text));
  return words.flatMap((text, index) => {
    if (text === null || verb < 0 || index <= verb) return [];
    const list = NAMED.test(words[index - 1] ?? '') ? text : ATTACHED.exec(text)?.[1];
    if (list === undefined || OTHER_KIND.test(list) || requirementsDetector.wants(list, null)) return [];
    const message = redact(`it installs what ${cleanLocation(list) ?? list.replace(/[?#].*$/s, '')} lists, which is not read`).slice(
      0,
      200,
    );
    return [{ kind: 'problem', code: 'unsupported', message, quiet: true, ...at(index) }];
  });
}
