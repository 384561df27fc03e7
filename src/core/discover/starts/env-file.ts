/** Files of variables (.env): only where they send loads to. Nothing else of them is kept: they are full of secrets (T21, T37). */
import type { EndpointFact, Fact } from '../../model/index.ts';
import { placedFile } from '../languages/shell/mapped.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import type { Detector, FileInput } from '../detector.ts';
import { ENDPOINT_VARIABLES, endpointVariable, NAMES_ENDPOINT } from '../endpoint-variables.ts';
import { cleanOrigin } from '../../base/address.ts';
import { baseName } from '../../base/base-name.ts';
import { noGrammar } from '../text-input.ts';
import { endpointFact, settingOf, unquoted } from './settings.ts';

const LINE = /^[ \t]*(?:export[ \t]+|set[ \t]+)?([A-Z][A-Z0-9_]{3,60})[ \t]*[=:][ \t]*(.{0,2000})$/gm;

export function isEnvFile(path: string): boolean {
  return (
    /^(?:\.?env(?:rc)?(?:[._-].*)?|\.flaskenv|.*\.env|.*\.env\..*)$/i.test(baseName(path)) &&
    !/\.(?:py|[cm]?[jt]sx?|ya?ml|json|md|sh|bash|ps1|lock|toml)$/i.test(path)
  );
}

/** ".env.example": what somebody copies and fills in sets nothing, unless something starts with the file itself. */
export function isTemplate(path: string): boolean {
  return /(?:^|[._-])(?:examples?|samples?|templates?|tmpl|tpl|dist|skel|tests?|testing|ci)(?:$|[._-])/i.test(baseName(path));
}

export const envFileDetector: Detector = {
  id: 'env-file',
  version: 2,
  about: {
    title: 'Servers that files of variables name',
    motivation: 'One line of a .env file sends every load of the process to another server, and no line of code shows it.',
    decides:
      'HF_ENDPOINT, OPENAI_BASE_URL and the like in .env, .env.production, app.env, .envrc. Only the origin of the address is kept; all other lines are skipped. Templates (.env.example) and files for tests set nothing, unless a service names them. The setting counts for the loads of the same package.',
    remedy: 'Set the address in the environment of the operator, not in the tree.',
    serves: 'CRA Annex I Part I (2)(f) (integrity), Article 13(5) (due diligence on third-party components)',
  },
  reads: 'text',
  limit: 4 * 1024 * 1024,
  wants: (path, size) => isEnvFile(path) && (size === null || size <= 4 * 1024 * 1024),
  grammar: noGrammar,
  facts: readEnvFile,
};

function readEnvFile(input: FileInput): readonly Fact[] {
  const text = new TextDecoder().decode(input.bytes).replace(/\r\n?/g, '\n');
  if (!NAMES_ENDPOINT.test(text)) return [];
  const file = placedFile(text);
  const facts = Array.from(text.matchAll(LINE)).flatMap(({ 1: name = '', 2: rest = '', index }): EndpointFact[] => {
    if (!ENDPOINT_VARIABLES.has(name)) return [];
    const written = /^["']/.test(rest)
      ? unquoted(rest.replace(/^(["'])((?:(?!\1).)*)\1.*$/s, '$1$2$1'))
      : rest.replace(/(?:^|\s)#.*$/s, '').trim();
    const value = settingOf(written);
    const isAddress = value.kind === 'literal' && endpointVariable(name)?.server === null;
    return [endpointFact(name, isAddress ? { ...value, text: cleanOrigin(value.text) ?? value.text } : value, file.at(index), null)];
  });
  return limitedFacts(facts);
}
