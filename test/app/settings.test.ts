/** One list of settings; what compose.yaml, the image, the guides and `--help` say is held against it, and the commands of the guides against all of them. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readConfig } from '../../app/config.ts';
import { settingsText } from '../../app/register/settings-file.ts';
import { SETTINGS, settingsHelp } from '../../app/settings/list.ts';
import { REGISTRY_VARIABLES } from '../../src/core/index.ts';
import { privateKey, SECRET } from '../support/app-keys.ts';
import { composed, imageEnvironment, inImage } from '../support/compose.ts';

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string): string => readFileSync(root(path), 'utf8');
const SERVICES = ['web', 'worker'] as const;

/** What `register` writes, as a file of settings. */
const registered = Object.fromEntries(
  settingsText({ id: 12_345, slug: 'weighbridge', html_url: 'https://github.acme.example', pem: privateKey(), webhook_secret: SECRET }, {})
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);
const GUIDES = ['README.md', ...readdirSync(root('docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];
/** All code of the guides that begins with these words, to the end of the line or of the code. */
function commands(begin: RegExp): readonly { readonly guide: string; readonly command: string }[] {
  return GUIDES.flatMap((guide) =>
    [...read(guide).matchAll(/```[a-z]*\n([\s\S]*?)```|`([^`\n]+)`/g)]
      .flatMap(([, block, inline]) => (block ?? inline ?? '').split('\n'))
      .map((line) => begin.exec(line)?.[0].trim() ?? '')
      .filter((command) => command !== '')
      .map((command) => ({ guide, command })),
  );
}

describe('the list of settings', () => {
  it('has no name twice, and every registry that the core can be told of', () => {
    const names: readonly string[] = SETTINGS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of REGISTRY_VARIABLES) expect(names).toContain(name);
  });

  it.each(SETTINGS.filter(({ compose }) => compose === 'passed'))(
    'compose.yaml passes $name on, to the door and to workers',
    ({ name }) => {
      for (const service of SERVICES)
        expect(composed({ ...registered, [name]: 'as .env has it' })[service]?.environment[name]).toBe('as .env has it');
    },
  );

  it('compose.yaml passes nothing on that the list does not have', () => {
    const known = SETTINGS.flatMap(({ name, compose }) => (compose === 'published' ? [] : [name as string]));
    for (const service of SERVICES)
      expect(known).toEqual(expect.arrayContaining(Object.keys(composed(registered)[service]?.environment ?? {})));
  });

  it('compose.yaml listens on this machine where .env says, and the container at one place', () => {
    const at = { HOST: '10.0.0.1', PORT: '80', ADMIN_HOST: '10.0.0.2', ADMIN_PORT: '90' };
    const { web, worker } = composed({ ...registered, ...at });
    expect(web?.ports).toEqual(['10.0.0.1:80:3000', '10.0.0.2:90:9464']);
    expect(worker?.ports).toEqual(['10.0.0.2:9465-9474:9464']);
    expect(SETTINGS.filter(({ compose }) => compose === 'published').map(({ name }) => name)).toEqual(Object.keys(at).toSorted(byList));
  });

  it('compose.yaml mounts the file of authorities, and says where it is', () => {
    const { worker } = composed({ ...registered, NODE_EXTRA_CA_CERTS: './acme.pem' });
    expect(worker?.environment['NODE_EXTRA_CA_CERTS']).toBe('/run/authorities.pem');
    expect(worker?.volumes).toContain('./acme.pem:/run/authorities.pem:ro');
    expect(composed(registered)['worker']?.environment['NODE_EXTRA_CA_CERTS']).toBe('');
  });

  it('is the table of the guide, and --help', () => {
    const table =
      read('docs/app.md')
        .split('\n## ')
        .find((one) => one.startsWith('Settings\n')) ?? '';
    const rows = [...table.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, first = '']) => first.match(/[A-Z][A-Z_]{3,}/g) ?? []);
    expect(rows.toSorted()).toEqual(SETTINGS.map(({ name }) => name).toSorted());
    const { stdout } = spawnSync(process.execPath, [root('app/launcher.ts'), '--help'], { encoding: 'utf8' });
    expect(stdout).toContain(settingsHelp());
  });
});

describe('compose.yaml with what register writes', () => {
  it.each(SERVICES)('starts %s, with both ports open to the network of the containers', (service) => {
    const { command = [], environment = {} } = composed(registered)[service] ?? {};
    const [node, program = '', role = ''] = command;
    expect([node, inImage(program)]).toEqual(['node', root(program)]);
    const config = readConfig({ ...imageEnvironment(), ...environment, WEIGHBRIDGE_ROLE: role });
    expect(config).toMatchObject({ role: service, front: { host: '0.0.0.0', port: 3000 }, admin: { host: '0.0.0.0', port: 9464 } });
    const password = registered['POSTGRES_PASSWORD'] ?? '';
    expect(config.store).toMatchObject({ kind: 'postgres', url: `postgres://weighbridge:${password}@database:5432/weighbridge` });
  });

  it.each(['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET', 'POSTGRES_PASSWORD'])('says what to do without %s', (name) => {
    expect(() => composed({ ...registered, [name]: '' })).toThrow(name);
  });
});

describe('kubernetes.yaml', () => {
  type Container = {
    readonly command: readonly string[];
    readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  };
  type Manifest = {
    readonly kind: string;
    readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Container[] } } };
  };
  const deployments = parseAllDocuments(read('docs/kubernetes.yaml')).flatMap((one) => {
    const manifest = one.toJS() as Manifest;
    return manifest.kind === 'Deployment' ? manifest.spec.template.spec.containers : [];
  });

  it.each(deployments)('starts the program of the image as $command, at the ports where it listens', ({ command, ports }) => {
    const [node, program = '', role = ''] = command;
    expect([node, inImage(program)]).toEqual(['node', root(program)]);
    expect(SERVICES).toContain(role);
    const at = { door: 3000, admin: 9464 };
    for (const { name, containerPort } of ports) expect(at).toHaveProperty(name, containerPort);
    expect(ports.map(({ name }) => name)).toEqual(role === 'web' ? ['door', 'admin'] : ['admin']);
  });

  it('has a door and workers', () => {
    expect(deployments.map(({ command }) => command.at(-1))).toEqual([...SERVICES]);
  });
});

describe('commands of the guides', () => {
  const docker = commands(/^(?:#.*)?docker compose .*/);
  const help = spawnSync(process.execPath, [root('app/launcher.ts'), '--help'], { encoding: 'utf8' }).stdout;

  it.each(docker)('$guide: $command', ({ command }) => {
    const [, , verb = '', ...words] = command.split(/\s+/);
    expect(['up', 'run', 'exec', 'ps', 'logs', 'stop', 'start', 'down', 'pull', 'build', 'restart']).toContain(verb);
    if (verb !== 'run' && verb !== 'exec') return;
    const [service = '', program, path = '', name] = words.filter((word) => !word.startsWith('-'));
    expect(Object.keys(composed(registered))).toContain(service);
    if (program !== 'node') return;
    expect(inImage(path), `${path} is not in the image`).not.toBeNull();
    expect(help).toContain(`weighbridge-app ${name} `);
  });

  it.each(commands(/npm run app -- .*/))('$guide: $command', ({ command }) => {
    const [name] = command.split(/\s+/).slice(4);
    expect(help).toContain(`weighbridge-app ${name} `);
  });

  it.each(commands(/curl (?:-\w+ )*localhost:\d+.*/))('$guide: $command', ({ command }) => {
    const [, port = '', path = ''] = /localhost:(\d+)(\/\w*)/.exec(command) ?? [];
    const published = SERVICES.flatMap((service) => composed(registered)[service]?.ports ?? []);
    const inside = published.flatMap((one) => {
      const [, from = 0, to = from, container] = (/^127\.0\.0\.1:(\d+)(?:-(\d+))?:(\d+)$/.exec(one) ?? []).map(Number);
      return Number(port) >= from && Number(port) <= (Number.isNaN(to) ? from : to) ? [container] : [];
    });
    expect(inside).toEqual([['/readyz', '/metrics'].includes(path) ? 9464 : 3000]);
  });

  it('are more than a few: what looks for them finds them', () => {
    expect(docker.length).toBeGreaterThan(3);
    expect(commands(/curl .*/).length).toBeGreaterThan(2);
  });
});

function byList(a: string, b: string): number {
  const names: readonly string[] = SETTINGS.map(({ name }) => name);
  return names.indexOf(a) - names.indexOf(b);
}
