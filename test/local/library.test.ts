import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import manifest from '../../package.json' with { type: 'json' };

test('the endpoint is a library of the package', () => {
  const { default: library } = manifest.exports['./local'];
  expect(existsSync(library)).toBe(true);
  const script = `import { startLocalEndpoint } from '${library}';
    const endpoint = await startLocalEndpoint();
    console.log(endpoint.url);
    await endpoint.close();`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(output).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
});

test('it needs Node only', () => {
  const imports = [...readFileSync('build/local.js', 'utf8').matchAll(/\bfrom"([^"]+)"/g)].map(([, name]) => name);
  expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([]);
  expect(imports.length).toBeGreaterThan(0);
});
