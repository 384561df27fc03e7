/** Templates of files of settings: `opencode.jsonc.example`, `config.yaml.j2`. Whoever copies one has what it says. */

const TEMPLATE = /\.(?:examples?|samples?|templates?|tmpl|tpl|tftpl|dist|defaults?|j2|jinja2?|in|erb|gotmpl|bak|local)$/i;

/** The path as the file is called that the template is for. */
export function withoutTemplate(path: string): string {
  return path.replace(TEMPLATE, '').replace(TEMPLATE, '');
}
