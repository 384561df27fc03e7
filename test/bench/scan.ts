/** Whole scans of real trees: an application beside cdxgen, and a library of machine learning. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFiles, found, foundByPeer } from './compare.ts';
import { peer, sourceDistribution } from './corpora.ts';
import { ended, measure, type Measured, median } from './measure.ts';
import type { Place, Row } from './row.ts';

async function scan({ cli }: Place, folder: string, format: string, out: string): Promise<Measured> {
  return ended(await measure(process.execPath, [cli, 'scan', '--offline', '--no-cache', '--format', format, '-o', out, '-C', folder]));
}

export const applicationRow: Row = {
  name: 'application',
  async run(place, report) {
    const folder = sourceDistribution(place.root, 'agent-bom', '0.110.0');
    if (folder === null) throw new Error('pip could not fetch the application');
    const out = join(place.root, 'application.cdx.json');
    const ours = await median(5, () => scan(place, folder, 'cyclonedx', out));
    report.ran(`scan, application, ${corpusFiles(folder).words}`, ours, found(readFileSync(out, 'utf8')));
    const program = peer(place.root, '@cyclonedx/cdxgen', '12.8.4', 'bin/cdxgen.js');
    if (program === null) throw new Error('cdxgen could not be installed');
    const peerOut = join(place.root, 'peer.cdx.json');
    const theirs = await measure(process.execPath, [program, '-t', 'ai', '-r', '--no-install-deps', '-o', peerOut, folder], {
      env: { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', FETCH_LICENSE: 'false' },
    });
    ended(theirs);
    report.ran('cdxgen 12.8.4 -t ai, same tree', theirs, foundByPeer(peerOut));
    report.came('application-time', theirs.seconds / ours.seconds);
    if (theirs.peak !== null && ours.peak !== null) report.came('application-memory', ours.peak / theirs.peak);
  },
};

export const libraryRow: Row = {
  name: 'library',
  async run(place, report) {
    const folder = sourceDistribution(place.root, 'transformers', '4.57.1');
    if (folder === null) throw new Error('pip could not fetch the library');
    const ours = await median(5, () => scan(place, folder, 'json', join(place.root, 'library.json')));
    const { files, words } = corpusFiles(folder);
    report.ran(`scan, ML library, ${words}`, ours, `${Math.round(files / ours.seconds)} files/s`);
    report.came('library', files / ours.seconds);
  },
};
