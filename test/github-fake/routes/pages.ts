/** What is no API: archives to download, the form of the manifest flow. */
import { randomText } from '../access.ts';
import { tryGit } from '../git.ts';
import { notFound, Refused } from '../refuse.ts';
import { accountOf, type Answer, type Call, type Route, route } from '../router.ts';
import type { Account, Json } from '../state.ts';

export const PAGE_ROUTES: readonly Route[] = [
  route('GET /_codeload/{owner}/{repo}/legacy.tar.gz/{ref}', 'anyone', (call): Answer => {
    const found = call.state.downloads.get(call.query.get('token') ?? '');
    if (found === undefined || found.expires < call.state.now()) throw notFound();
    const { repository, sha } = found;
    const folder = `${repository.owner.login}-${repository.name}-${sha.slice(0, 7)}/`;
    // Attributes of the archived commit count (export-ignore, export-subst), as git has it for bare repositories.
    const bytes = tryGit(repository.gitDirectory, ['archive', '--format=tar.gz', `--prefix=${folder}`, sha]);
    if (bytes === null) throw notFound();
    const name = `${folder.slice(0, -1)}.tar.gz`;
    return { status: 200, bytes, headers: { 'content-type': 'application/x-gzip', 'content-disposition': `attachment; filename=${name}` } };
  }),
  route('POST /settings/apps/new', 'anyone', (call) => register(call, accountOf(call.state, call.query.get('as') ?? 'app-makers'))),
  route('POST /organizations/{org}/settings/apps/new', 'anyone', (call) => register(call, accountOf(call.state, call.path['org']))),
];

/** First half of the manifest flow: the browser posts the manifest, and is sent back with a code. */
function register(call: Call, owner: Account): Answer {
  const manifest = JSON.parse(String(call.body['manifest'])) as Json;
  const redirect = manifest['redirect_url'];
  if (typeof redirect !== 'string' || typeof manifest['url'] !== 'string') throw new Refused(422, 'A manifest needs url and redirect_url.');
  const code = randomText(40);
  call.state.manifests.set(code, { manifest, owner });
  const location = new URL(redirect);
  location.searchParams.set('code', code);
  const state = call.query.get('state');
  if (state !== null) location.searchParams.set('state', state);
  return { status: 302, headers: { location: location.href } };
}
