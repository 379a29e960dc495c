import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Node can't ask the system how much a child process has used, so bash starts it: its `times` prints the time that the
 * shell and its ended children used.
 */
const SCRIPT = '"$@" & echo "$!" >&3; wait "$!"; status=$?; times >&3; exit "$status"';
/**
 * The system reports a process's peak memory only while it lives, so it is read at this interval; the last reading
 * counts.
 */
const MEMORY_READINGS_MS = 5;

/**
 * Runs one process to its end.
 * `statuses`: the exit statuses that count as success (0 by default); `cpuOf`: reads the CPU time from the output, if
 * only a part of the process is compared.
 * @returns CPU (user and system) and wall time in seconds, peak memory in MB (null without /proc), and its standard
 * output
 */
export async function measure({ command, cwd, env = {}, statuses = [0], cpuOf }) {
  const started = performance.now();
  const child = spawn('bash', ['-c', SCRIPT, 'bash', ...command], {
    cwd,
    env: { ...process.env, LC_ALL: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const memory = watchMemory();
  const texts = child.stdio.slice(1).map(collect);
  child.stdio[3].once('data', (line) => memory.start(String(line).trim()));
  const status = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  const wallSeconds = (performance.now() - started) / 1000;
  const peakMb = memory.stop();
  const [output, errors, shell] = texts.map((text) => text());
  if (!statuses.includes(status)) throw new Error(`${command.join(' ')} ended with ${status}:\n${errors || output}`);
  return { cpuSeconds: cpuOf?.(output) ?? childSeconds(shell), wallSeconds, peakMb, output };
}

function collect(stream) {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}

/** The last line of `times`: user and system time of the children, as 1m2.345s. */
function childSeconds(shell) {
  const parts = shell
    .trim()
    .split('\n')
    .at(-1)
    .matchAll(/(\d+)m([\d.]+)s/g);
  return [...parts].reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

function watchMemory() {
  let timer;
  let peakMb = null;
  const read = (pid) => {
    peakMb = peakOf(pid) ?? peakMb;
  };
  return {
    start: (pid) => {
      timer = setInterval(read, MEMORY_READINGS_MS, pid);
    },
    stop: () => {
      clearInterval(timer);
      return peakMb;
    },
  };
}

function peakOf(pid) {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1000;
  } catch {
    return null;
  }
}
