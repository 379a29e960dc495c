import { describe, expect, test } from '@jest/globals';
import { renderPage } from '../pipelines/reports/page.ts';
import { runCli } from './support/run-cli.ts';

describe('explain', () => {
  test('prints the page of a rule, from anywhere', async () => {
    const { status, stdout } = await runCli(['explain', 'kms-cmk-required'], { cwd: '/' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^kms-cmk-required\n/);
    expect(stdout).toContain('\nHow to waive it\n');
    expect(stdout).not.toMatch(/<!--|```/);
  });

  test('a misspelt rule gets the nearest spelling', async () => {
    const { status, stderr } = await runCli(['explain', 'kms-cmk-require']);
    expect(status).toBe(64);
    expect(stderr).toContain('Did you mean "kms-cmk-required"?');
  });

  test('fills paragraphs and items to the width and leaves code as it is', () => {
    const page = '# id\n\nSome words that\nfill a line.\n\n- one item that is long\n- two\n\n```yaml\na:   1\n```\n';
    expect(renderPage(page, { color: false, columns: 20 })).toBe(
      'id\n\nSome words that fill\na line.\n\n- one item that is\n  long\n- two\n\n    a:   1\n',
    );
  });
});
