import { helpPage } from './help-page.ts';

// Help is answered before anything is loaded that only commands need.
process.stdout.on('error', ignoreClosedPipe);
process.stderr.on('error', ignoreClosedPipe);
const [word, ...others] = process.argv.slice(2);
if (others.length === 0 && (word === '--help' || word === '-h')) process.stdout.write(helpPage());
else await import('./cli.ts').then(({ main }) => main());

/** A reader that closes the pipe early, as `head` does, is not an error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
