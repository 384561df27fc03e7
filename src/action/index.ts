/** Entry of the Action. The rest is loaded late: GitHub's client reads the event when it is loaded, and a broken event must end in words. */
import { failUnchecked, sayUnchecked } from './could-not-check.ts';

await sayUnchecked('The run ended before there was a verdict. Its log may say why; run the job again.');
try {
  const { main } = await import('./main.ts');
  await main();
} catch (error) {
  const code = error instanceof SyntaxError ? 'it is not JSON' : error instanceof Error ? error.name : 'unknown';
  const why = `the event file (GITHUB_EVENT_PATH) cannot be used, ${code}. Run it in a workflow of GitHub Actions.`;
  await failUnchecked(why, `- ${why}`);
}
