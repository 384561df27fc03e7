import { app, BrowserWindow, ipcMain } from 'electron';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

interface Entry { name: string; repo?: string; file?: string; url?: string; sha256?: string }

const entries = JSON.parse(readFileSync(join(__dirname, '../resources/catalog.json'), 'utf8')) as Entry[];

ipcMain.handle('models/download', async (_event, name: string) => {
  const entry = entries.find((one) => one.name === name);
  if (entry === undefined) throw new Error(`no such model: ${name}`);
  const url = entry.url ?? `https://huggingface.co/${entry.repo}/resolve/main/${entry.file}`;
  const reply = await fetch(url);
  await finished(Readable.fromWeb(reply.body as never).pipe(createWriteStream(join(app.getPath('userData'), `${name}.gguf`))));
});

void app.whenReady().then(() => new BrowserWindow().loadFile('renderer/index.html'));
